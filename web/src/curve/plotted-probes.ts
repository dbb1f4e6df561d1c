import { dateAndTime, timeOfDay } from '../text/dates.js';
import { grammar } from '../text/language.js';
import { differenceFromCelsius, fromCelsius } from '../units/temperature.js';
import { unit } from '../units/unit.js';
import type { ColourToken, Line, Plotted, Scale } from './plotted.js';
import type { ProbeLine } from './probe-line.js';
import { alignedLines } from './to-columns.js';
import { yRange } from './y-range.js';

/** A longer curve than this, in seconds, names the day too. */
const DAY = 24 * 3600;
const LEAST_SPAN_CELSIUS = 8;
const COLOURS: readonly ColourToken[] = ['--core', '--water', '--info', '--warning', '--success', '--danger'];
/** With more lines than colours, the next ones are dashed. */
const DASHED = [7, 4];

/** The lines of some probes over time. */
export function plottedProbes(probes: readonly ProbeLine[]): Plotted {
  const { x, columns } = alignedLines(probes.map(({ samples }) => samples));
  const toUnit = (celsius: number) => fromCelsius(celsius, unit.value);
  const lines = probes.map(({ probeId, name, isHumidity }, index): Line => ({
    key: probeId,
    label: name,
    colour: COLOURS[index % COLOURS.length]!,
    ...(index >= COLOURS.length && { dash: DASHED }),
    ...(isHumidity && { scale: 'percent', inWords: percent }),
    values: columns[index]!.map((value) => (value === null || isHumidity ? value : toUnit(value))),
  }));
  const format = (x.at(-1) ?? 0) - (x[0] ?? 0) > DAY ? dateAndTime : timeOfDay;
  return { x, lines, scales: scalesOf(lines), marks: [], isTime: true, formatX: (at) => format(at * 1000) };
}

function scalesOf(lines: readonly Line[]): Plotted['scales'] {
  const [humid, warm] = [true, false].map((is) =>
    lines.filter(({ scale }) => (scale === 'percent') === is).map(({ values }) => values),
  );
  const y: Scale = {
    range: yRange(warm!, differenceFromCelsius(LEAST_SPAN_CELSIUS, unit.value)),
    format: (value) => `${Math.round(value)}°`,
  };
  return humid!.length === 0 ? { y } : { y, percent: { range: [0, 100], format: percent, right: true } };
}

const percent = (value: number): string => `${grammar.value.number.format(Math.round(value))} %`;
