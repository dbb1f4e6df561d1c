import type {
  AbstentionReason,
  CookEvent,
  CookEventKind,
  CookPhase,
  Forecast,
} from '../../thermometers/analytics/forecast.js';
import type { RecordedCook } from './recorded-cook.js';
import type { ReplayedLine } from './replay.js';
import type { Score } from './score.js';

const MINUTE_MS = 60_000;

const PHASES: Readonly<Record<CookPhase, string>> = {
  waiting: 'not warming yet',
  warming: 'warming',
  slow: 'slow phase',
  finishing: 'finishing',
  resting: 'resting',
};

const EVENTS: Readonly<Record<CookEventKind, string>> = {
  lid_open: 'lid open',
  probe_out: 'probe out of the food',
  fire_out: 'fire out',
  taken_off: 'taken off the heat',
};

const REASONS: Readonly<Record<AbstentionReason, string>> = {
  no_target: 'no target',
  no_reading: 'no reading',
  not_warming: 'the food has not begun to warm',
  little_seen: 'too little was seen',
  accelerating: 'it still warms faster and faster',
  slow_phase: 'it hardly warms at present',
  falling: 'the core is falling',
  old_reading: 'the newest reading is old',
  too_uncertain: 'the interval would be too wide',
  lid_open: 'the lid was opened',
  probe_out: 'the probe was out of the food',
  fire_out: 'the fire is out',
  taken_off: 'the food is off the heat',
};

/** The line above a replay: what is replayed. */
export function headLine({ probe, air, core }: RecordedCook, target: number | undefined): string {
  const span = core.at(-1)!.at - core[0]!.at;
  const beside = air === undefined ? '' : `, with ${air} beside it`;
  const goal = target === undefined ? 'no target' : `target ${number(target)} °C`;
  return `${probe}${beside}: ${core.length} readings in ${duration(span)}, ${goal}.`;
}

/** One line of a replay. @param start the instant of the first reading, in milliseconds */
export function lineText({ at, celsius, forecast, events }: ReplayedLine, start: number): string {
  const { rateCelsiusPerHour: rate, phase } = forecast;
  const said = [
    clock(at - start),
    `${celsius.toFixed(1).padStart(5)} °C`,
    (rate === null ? '' : `${rate.toFixed(Math.abs(rate) < 10 ? 1 : 0)} °C/h`).padStart(9),
    PHASES[phase].padEnd(15),
    forecastText(forecast, at),
    ...events.map((event) => eventText(event, start)),
  ];
  return said.join('  ').trimEnd();
}

function forecastText({ state, reason, earliest, likely, latest }: Forecast, at: number): string {
  if (state === 'reached') return 'target reached';
  if (earliest === null || likely === null || latest === null)
    return reason === 'no_target'
      ? ''
      : `${state === 'too_early' ? 'too early' : 'unsteady'}: ${REASONS[reason!]}`;
  return `target in ${duration(earliest - at)} to ${duration(latest - at)}, likely ${duration(likely - at)}`;
}

const eventText = ({ kind, at, until }: CookEvent, start: number): string =>
  until === null
    ? `[${EVENTS[kind]} since ${clock(at - start)}]`
    : `[${EVENTS[kind]} from ${clock(at - start)} to ${clock(until - start)}]`;

/** The table at the end of a replay, with a row for each phase that was judged. */
export function scoreLines(
  targets: readonly number[],
  all: Score,
  phases: readonly (readonly [CookPhase, Score])[],
) {
  if (all.judged === 0) return ['No target was reached, so there is nothing to score.'];
  const rows = [...phases.map(([phase, score]) => [PHASES[phase], score] as const), ['all', all] as const];
  return [
    `Scored by ${targets.length === 1 ? 'the target' : 'the targets'} ${targets.map(number).join(', ')} °C:`,
    `${'phase'.padEnd(15)}  judged  forecasts  held    width  abstained`,
    ...rows.map(([name, score]) => scoreLine(name, score)),
    'held: intervals that held the instant at which the target was reached (80 % are intended).',
    'width: of the interval, relative to the time that was left, in the median.',
  ];
}

function scoreLine(name: string, { judged, forecasts, held, medianWidth }: Score): string {
  return [
    name.padEnd(15),
    String(judged).padStart(6),
    String(forecasts).padStart(9),
    (forecasts === 0 ? '' : percent(held / forecasts)).padStart(5),
    (medianWidth === null ? '' : medianWidth.toFixed(2)).padStart(7),
    (judged === 0 ? '' : percent(1 - forecasts / judged)).padStart(9),
  ].join('  ');
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const number = (value: number): string => String(Math.round(value * 10) / 10);

function clock(span: number): string {
  const seconds = Math.round(span / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function duration(span: number): string {
  const all = Math.round(span / MINUTE_MS);
  return all < 60 ? `${all} min` : `${Math.floor(all / 60)} h ${all % 60} min`;
}
