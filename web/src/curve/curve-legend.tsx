import { SIGNS } from '../units/temperature.js';
import { unit } from '../units/unit.js';
import { language } from '../text/language.js';
import type { Line, Plotted } from './plotted.js';

/** The names of the lines, with their values at the moment under the pointer, else with their last ones. */
export function CurveLegend({
  plotted,
  cursor,
}: {
  readonly plotted: Plotted;
  readonly cursor: number | null;
}) {
  const at = cursor === null ? undefined : plotted.x[cursor];
  return (
    <ul class="curve-legend">
      {plotted.lines.map((line) => (
        <li key={line.key}>
          <span class={`curve-swatch ${swatchOf(line)}`} aria-hidden="true" />
          <span>{line.label}</span>
          <b>{inWords(line, cursor === null ? lastOf(line) : (line.values[cursor] ?? null))}</b>
        </li>
      ))}
      {at !== undefined && (
        <li class="curve-moment">
          <b>{plotted.formatX(at)}</b>
        </li>
      )}
    </ul>
  );
}

function swatchOf({ colour, dash }: Line): string {
  const form = dash === undefined ? '' : dash[0]! > 2 ? ' curve-swatch-dashed' : ' curve-swatch-dotted';
  return `curve-${colour.slice(2)}${form}`;
}

const lastOf = ({ values }: Line): number | null => values.findLast((value) => value !== null) ?? null;

/** The columns are in the unit of the page already. */
function inWords(line: Line, value: number | null): string {
  if (value === null) return '–';
  if (line.inWords !== undefined) return line.inWords(value);
  const number = new Intl.NumberFormat(language.value, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return `${number.format(value)} ${SIGNS[unit.value]}`;
}
