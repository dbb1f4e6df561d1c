import { Command } from 'commander';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { COVERAGE, type CookPhase } from '../thermometers/analytics/forecast.js';
import type { CliContext } from './cli-context.js';
import { CliError, UsageError } from './cli.errors.js';
import { examples } from './examples.js';
import { readRecordedCook, type RecordedCook } from './replay/recorded-cook.js';
import { headLine, lineText, scoreLines } from './replay/replay-text.js';
import { replayedLines } from './replay/replay.js';
import { judge, scoreOf, targetsOf, type Score } from './replay/score.js';

interface Options {
  readonly target?: string;
  readonly probe?: string;
  readonly ambient?: string;
  readonly json?: true;
}

/** Files above this are no recorded cook: a reading each second for a week fits. */
const LARGEST_BYTES = 64 * 1024 * 1024;
const PHASES: readonly CookPhase[] = ['warming', 'slow', 'finishing', 'resting'];

const MORE_HELP = `
The file is a table with a header. Its columns are known by their names: elapsed_s or time_utc for the time, names that
end with _c or _f for temperatures. core_c or temp_c is the core, ambient_c, smoker_f, pit_f or oven_c the air around
the food. Empty cells are gaps, and other columns are left out. The readings of a probe as CSV, from the page or from
GET /thermometers/PROBE_ID/readings?format=csv, are read as they are.

Each line shows what would have been said at that moment, by the readings until then. Without --target, the set point in
the file counts, or else 45, 50, 55 °C and so on are scored, as far as the cook reached them.
`;

/** `coddle replay FILE`: prints what would have been said during a recorded cook, and scores it. It needs no server. */
export const replayCommand = (io: CliContext): Command =>
  new Command('replay')
    .description('Prints what would have been forecast during a recorded cook, and scores it.')
    .argument('<file>', 'the recorded cook as CSV')
    .option('--target <celsius>', 'the core temperature to reach, in °C')
    .option('--probe <column>', 'the column of the core, where the file has several')
    .option('--ambient <file>', 'another file of the same cook, with the air around the food')
    .option('--json', 'everything as JSON')
    .addHelpText(
      'after',
      MORE_HELP + examples('replay brisket.csv --target 93', 'replay smoker.csv --probe food_a_f'),
    )
    .action((file: string, options: Options) => {
      const cook = cookOf(io, file, options);
      const target = options.target === undefined ? cook.setPoint : celsiusOf(options.target);
      const text = options.json ? jsonOf(cook, target) : textOf(cook, target);
      for (const line of text) io.stdout.write(`${line}\n`);
    });

function celsiusOf(text: string): number {
  const value = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && value > 0 && value <= 120) return value;
  throw new UsageError('The target is a core temperature in °C, such as --target 68.');
}

/** @throws CliError with the name of the file */
function cookOf({ folder }: CliContext, file: string, { probe, ambient }: Options): RecordedCook {
  const cook = readFile(folder, file, probe);
  if (ambient === undefined) return cook;
  const air = readFile(folder, ambient, undefined);
  return { ...cook, air: `${air.probe} of ${ambient}`, ambient: air.core };
}

function readFile(folder: string, file: string, probe: string | undefined): RecordedCook {
  try {
    return readRecordedCook(textIn(resolve(folder, file)), probe);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`${file}: ${error.message}`, { cause: error });
  }
}

function textIn(path: string): string {
  try {
    if (statSync(path).size > LARGEST_BYTES) throw new CliError('The file is larger than 64 MiB.');
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError('The file cannot be read.', { cause: error });
  }
}

function* textOf(cook: RecordedCook, target: number | undefined): Generator<string> {
  const start = cook.core[0]!.at;
  yield headLine(cook, target);
  for (const line of replayedLines(cook, target)) yield lineText(line, start);
  const { targets, all, phases } = scored(cook, target);
  yield '';
  yield* scoreLines(targets, all, phases);
}

function* jsonOf(cook: RecordedCook, target: number | undefined): Generator<string> {
  const start = cook.core[0]!.at;
  const { targets, all, phases } = scored(cook, target);
  const lines = [...replayedLines(cook, target)].map(({ at, celsius, forecast, events }) => ({
    elapsed_seconds: (at - start) / 1000,
    core_celsius: celsius,
    state: forecast.state,
    reason: forecast.reason,
    phase: forecast.phase,
    rate_celsius_per_hour: forecast.rateCelsiusPerHour,
    earliest_seconds: secondsSince(start, forecast.earliest),
    likely_seconds: secondsSince(start, forecast.likely),
    latest_seconds: secondsSince(start, forecast.latest),
    events: events.map((event) => ({
      kind: event.kind,
      at_seconds: (event.at - start) / 1000,
      until_seconds: secondsSince(start, event.until),
    })),
  }));
  const score = {
    targets_celsius: targets,
    nominal_coverage: COVERAGE.nominal,
    all: scoreJson(all),
    phases: phasesJson(phases),
  };
  const { probe, air } = cook;
  yield JSON.stringify(
    { probe, ambient: air ?? null, target_celsius: target ?? null, lines, score },
    null,
    2,
  );
}

const secondsSince = (start: number, at: number | null): number | null =>
  at === null ? null : (at - start) / 1000;

const scoreJson = ({ judged, forecasts, held, medianWidth }: Score) => ({
  judged,
  forecasts,
  held,
  coverage: forecasts === 0 ? null : held / forecasts,
  median_relative_width: medianWidth,
  abstained: judged === 0 ? null : 1 - forecasts / judged,
});

const phasesJson = (phases: Scored['phases']) =>
  Object.fromEntries(phases.map(([phase, score]) => [phase, scoreJson(score)]));

interface Scored {
  readonly targets: readonly number[];
  readonly all: Score;
  readonly phases: readonly (readonly [CookPhase, Score])[];
}

function scored(cook: RecordedCook, target: number | undefined): Scored {
  const judged = judge(cook, targetsOf(cook, target));
  const targets = [...new Set(judged.map((one) => one.target))];
  const phases = PHASES.flatMap((phase) => {
    const some = judged.filter((one) => one.phase === phase);
    return some.length === 0 ? [] : [[phase, scoreOf(some)] as const];
  });
  return { targets, all: scoreOf(judged), phases };
}
