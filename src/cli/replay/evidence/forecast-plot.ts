import { legend, Panel } from '../../../safety/evidence/panel.js';
import { STYLE } from '../../../safety/evidence/plot-style.js';
import { element, escaped, polyline, text } from '../../../safety/evidence/svg.js';
import { judge, scoreOf, type JudgedForecast } from '../score.js';
import type { GeneratedCook } from './generated-cooks.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const [WIDTH, HEIGHT] = [800, 560];
const [LEFT, PANEL_WIDTH] = [64, 560];
const OWN_STYLE = `
.interval{fill:#0969da;fill-opacity:.22;stroke:none}
.likely{stroke:#0969da;stroke-width:1.6}
@media(prefers-color-scheme:dark){
.interval{fill:#58a6ff;fill-opacity:.3}
.likely{stroke:#58a6ff}
}
`;
/** A pause between judged forecasts longer than this many of their usual gaps is drawn as a pause. */
const PAUSE = 2.5;

/** Draws the core of a cook, and below it what was forecast of the end at each moment. */
export function drawForecasts(cook: GeneratedCook): string {
  const judged = judge(cook.recorded, [cook.target]);
  const start = cook.recorded.core[0]!.at;
  const reached = judged[0]!.reachedAt - start;
  const unit = reached > 4 * HOUR_MS ? HOUR_MS : MINUTE_MS;
  const every = unit === HOUR_MS ? 2 : 15;
  const end = (Math.floor(reached / unit / every) + 1) * every;
  const across = {
    from: 0,
    to: end,
    every,
    name: `${unit === HOUR_MS ? 'hours' : 'minutes'} since the beginning`,
  };
  const frame = { left: LEFT, width: PANEL_WIDTH };
  const cores = new Panel({ ...frame, top: 50, height: 190 }, across, {
    from: 0,
    to: 100,
    every: 20,
    name: 'core, °C',
  });
  const most = end + 4 * every;
  const ends = new Panel({ ...frame, top: 270, height: 240 }, across, {
    from: 0,
    to: most,
    every: 2 * every,
    name: `the end, ${unit === HOUR_MS ? 'h' : 'min'}`,
  });
  const since = (at: number): number => (at - start) / unit;
  const body = [
    ...drawCore(cores, cook, since),
    ...drawEnds(ends, judged, since, most),
    cores.vertical(reached / unit, 'done'),
  ];
  return picture(`Forecasts for a generated cook: ${cook.what}`, descriptionOf(cook, judged, reached), body);
}

function drawCore(
  panel: Panel,
  { recorded, target }: GeneratedCook,
  since: (at: number) => number,
): string[] {
  const last = panel.at(0, 0);
  const shown = recorded.core.filter((_, index) => index % Math.ceil(recorded.core.length / 400) === 0);
  const inside = shown.filter(({ at }) => panel.at(since(at), 0).x <= last.x + PANEL_WIDTH);
  return [
    ...panel.grid(),
    panel.outline(),
    panel.level(target, 'water'),
    panel.beside(target, `target ${target} °C`),
    panel.curve(
      inside.map(({ at, celsius }) => [since(at), celsius!]),
      'core',
    ),
  ];
}

function drawEnds(
  panel: Panel,
  judged: readonly JudgedForecast[],
  since: (at: number) => number,
  most: number,
): string[] {
  const { left, top } = panel.frame;
  const within = (value: number): number => Math.min(most, since(value));
  const runs = runsOf(judged);
  const entries = [
    { words: 'likely end, in the interval of the forecast', style: 'likely' },
    { words: 'when the target was reached', style: 'done' },
  ];
  return [
    ...panel.grid(),
    ...panel.foot(),
    panel.outline(),
    ...runs.map((run) =>
      element('polygon', {
        class: 'interval',
        points: [
          ...run.map(({ at, interval }) => panel.at(since(at), within(interval!.latest))),
          ...run.toReversed().map(({ at, interval }) => panel.at(since(at), within(interval!.earliest))),
        ]
          .map(({ x, y }) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`)
          .join(' '),
      }),
    ),
    ...runs.map((run) =>
      polyline(
        run.map(({ at, interval }) => panel.at(since(at), within(interval!.likely))),
        { class: 'curve likely' },
      ),
    ),
    panel.level(since(judged[0]!.reachedAt), 'done'),
    panel.beside(since(judged[0]!.reachedAt), 'reached'),
    ...legend({ x: left + 14, y: top + 22 }, entries),
  ];
}

/** Forecasts that follow each other without a pause. */
function runsOf(judged: readonly JudgedForecast[]): JudgedForecast[][] {
  const usual = judged.length > 1 ? judged[1]!.at - judged[0]!.at : 0;
  const runs: JudgedForecast[][] = [];
  for (const one of judged) {
    if (one.interval === null) continue;
    const last = runs.at(-1);
    if (last === undefined || one.at - last.at(-1)!.at > PAUSE * usual) runs.push([one]);
    else last.push(one);
  }
  return runs;
}

function descriptionOf(
  { target }: GeneratedCook,
  judged: readonly JudgedForecast[],
  reached: number,
): string {
  const { forecasts, held } = scoreOf(judged);
  const first = judged.find(({ interval }) => interval !== null);
  const begins =
    first === undefined
      ? ''
      : ` The first interval is given with the core at ${Math.round(first.celsius)} °C.`;
  return (
    `Above, the core rises to ${target} °C, which it reaches after ${Math.round(reached / MINUTE_MS)} minutes. Below, a band ` +
    `shows the interval of the forecast at each moment, and gaps where it abstains; it narrows towards the end.${begins} ` +
    `${Math.round((100 * held) / forecasts)} % of the intervals hold the moment at which the target was reached.`
  );
}

function picture(title: string, description: string, body: readonly string[]): string {
  const content = [
    element('title', { id: 'title' }, escaped(title)),
    element('desc', { id: 'description' }, escaped(description)),
    element('style', {}, STYLE + OWN_STYLE),
    element('rect', { width: WIDTH, height: HEIGHT, class: 'paper' }),
    text(LEFT, 28, title, { class: 'title' }),
    ...body,
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
    'aria-labelledby': 'title description',
  };
  return `${element('svg', attributes, ...content.map((part) => `\n${part}`), '\n')}\n`;
}
