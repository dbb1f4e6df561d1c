import { GROWTH_UP_TO } from '../forecast.js';
import type { ExampleCook, ForeseenCook } from './example-cooks.js';
import { legend, Panel, type Axis } from './panel.js';
import { descriptionOf, STARTS } from './plot-description.js';
import { STYLE } from './plot-style.js';
import { element, escaped, text } from './svg.js';

const [WIDTH, HEIGHT] = [800, 560];
const [LEFT, PANEL_WIDTH] = [64, 560];
/** The highest count of log reductions shown: above all targets. */
const MOST_LOGS = 8;
/** Styles of pathogens, in the order of the engine's list. */
const PATHOGEN_STYLES = ['pathogen-a', 'pathogen-b', 'pathogen-c'];

/** Draws the core of a cook over time, and below it what becomes of the pathogens there. */
export function drawCook(cook: ExampleCook, foreseen: ForeseenCook, other: ForeseenCook | undefined): string {
  const across: Axis = { from: 0, to: cook.shown, every: cook.shown / 6, name: 'minutes in the water' };
  const frame = { left: LEFT, width: PANEL_WIDTH };
  const coldest = cook.plan.startState === 'frozen' ? -20 : 0;
  const degrees: Axis = { from: coldest, to: 70, every: 10, name: 'temperature of the core, °C' };
  const logs: Axis = { from: 0, to: MOST_LOGS, every: 1, name: 'log reductions at the core' };
  const cores = new Panel({ ...frame, top: 66, height: 210 }, across, degrees);
  const pathogens = new Panel({ ...frame, top: 300, height: 208 }, across, logs);
  const body = [
    ...drawCores(cores, cook, foreseen, other),
    ...drawPathogens(pathogens, foreseen),
    ...drawMoments(cores, pathogens, foreseen, other),
  ];
  return picture(cook, descriptionOf(cook, foreseen, other), body);
}

function drawCores(panel: Panel, { plan }: ExampleCook, cook: ForeseenCook, other?: ForeseenCook): string[] {
  const curveOf = ({ moments }: ForeseenCook, style: string) =>
    panel.curve(
      moments.map(({ minute, core }) => [minute, core]),
      style,
    );
  const { left, top, width, height } = panel.frame;
  const entries = [{ words: `core, ${STARTS[cook.start]}`, style: 'core' }];
  if (other !== undefined) entries.push({ words: `core, ${STARTS[other.start]}`, style: 'other' });
  return [
    ...panel.grid(),
    panel.outline(),
    panel.level(plan.target, 'water'),
    panel.beside(plan.target, `water ${plan.target} °C`, -3),
    panel.level(GROWTH_UP_TO, 'growth'),
    panel.beside(GROWTH_UP_TO, `${GROWTH_UP_TO} °C: growth ends`, 12),
    ...(other === undefined ? [] : [curveOf(other, 'other')]),
    curveOf(cook, 'core'),
    ...legend({ x: left + 0.38 * width, y: top + height - 34 }, entries),
  ];
}

function drawPathogens(panel: Panel, { moments }: ForeseenCook): string[] {
  const kinds = (moments.at(-1)?.reductions ?? []).map(({ name, required }, index) => ({
    name,
    required,
    style: PATHOGEN_STYLES[index % PATHOGEN_STYLES.length]!,
  }));
  const { left, top } = panel.frame;
  return [
    ...panel.grid(),
    ...panel.foot(),
    panel.outline(),
    ...kinds.flatMap(({ name, required, style }) => [
      panel.level(required, `target ${style}`),
      panel.beside(required, `${name}: ${required}`),
      panel.curve(
        moments.map(({ minute, reductions }) => [
          minute,
          reductions.find((one) => one.name === name)?.predicted ?? 0,
        ]),
        style,
      ),
    ]),
    ...legend(
      { x: left + 14, y: top + 104 },
      kinds.map(({ name, required, style }) => ({ words: `${name}, target ${required} log`, style })),
    ),
  ];
}

/** The moment of pasteurisation, through both panels. */
function drawMoments(cores: Panel, pathogens: Panel, cook: ForeseenCook, other?: ForeseenCook): string[] {
  const above = cores.frame.top - 8;
  const label = ({ minimum }: ForeseenCook, words: string, anchor: string) =>
    text(cores.at(minimum, 0).x, above, words, { 'text-anchor': anchor });
  const beside =
    other === undefined
      ? []
      : [
          cores.vertical(other.minimum, 'done-other'),
          label(other, `${STARTS[other.start]}: ${other.minimum} min`, 'end'),
        ];
  return [
    ...beside,
    cores.vertical(cook.minimum, 'done'),
    pathogens.vertical(cook.minimum, 'done'),
    label(cook, `pasteurised after ${cook.minimum} min`, other === undefined ? 'middle' : 'start'),
  ];
}

function picture({ title }: ExampleCook, description: string, body: readonly string[]): string {
  const content = [
    element('title', { id: 'title' }, escaped(title)),
    element('desc', { id: 'description' }, escaped(description)),
    element('style', {}, STYLE),
    element('rect', { width: WIDTH, height: HEIGHT, class: 'paper' }),
    text(LEFT, 28, title, { class: 'title' }),
    ...body,
  ];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-labelledby': 'title description',
    },
    ...content.map((part) => `\n${part}`),
    '\n',
  );
  return `${svg}\n`;
}
