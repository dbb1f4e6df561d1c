import type uPlot from 'uplot';
import type { ColourToken, Line, Plotted } from './plotted.js';

/** The height of every plot in CSS pixels. */
export const PLOT_HEIGHT = 280;
const FONT = '12px system-ui, sans-serif';
/** Space above for the names of marks, and at the right for half of the last moment's, in CSS pixels. */
const PADDING: uPlot.Padding = [36, 32, 0, 0];
/** An empty time axis, or one of a single moment, is this wide, in the unit of x. */
const LEAST_WIDTH = 60;

/** How a plot is drawn. */
export interface PlotSurface {
  readonly width: number;
  /** What is shown now: it is read again with each drawing. */
  readonly shown: () => Plotted;
  readonly colour: (token: ColourToken) => string;
  /** Called with the index of the moment under the pointer; null when it left. */
  readonly onCursor: (index: number | null) => void;
  readonly onDrawn: () => void;
}

/** The data of a plot in the form of uPlot. */
export const toData = ({ x, lines }: Plotted): uPlot.AlignedData => [
  x as number[],
  ...lines.map(({ values }) => values as (number | null)[]),
];

/** The options of uPlot for a plot. */
export function plotOptions(surface: PlotSurface): uPlot.Options {
  const { width, shown, colour, onCursor, onDrawn } = surface;
  return {
    width,
    height: PLOT_HEIGHT,
    padding: PADDING,
    legend: { show: false },
    // Nothing can be dragged or zoomed.
    cursor: { drag: { x: false, y: false }, points: { size: 8 } },
    scales: scalesOf(surface),
    axes: axesOf(surface),
    series: [{}, ...shown().lines.map((line) => seriesOf(line, colour))],
    hooks: {
      draw: [(plot) => drawMarks(plot, shown(), colour), onDrawn],
      setCursor: [({ cursor: { left = -1, idx } }) => onCursor(left >= 0 ? (idx ?? null) : null)],
    },
  };
}

function scalesOf({ shown }: PlotSurface): uPlot.Scales {
  const rangeOf = (name: string) => (): [number, number] => [...shown().scales[name]!.range];
  const vertical = Object.keys(shown().scales).map((name) => [name, { range: rangeOf(name) }]);
  return {
    x: { time: shown().isTime, range: () => xRange(shown().x) },
    ...(Object.fromEntries(vertical) as uPlot.Scales),
  };
}

function axesOf({ shown, colour }: PlotSurface): uPlot.Axis[] {
  const horizontal: uPlot.Axis = {
    ...axisColours(colour),
    values: (_plot, splits) => splits.map((split) => shown().formatX(split)),
    space: 64,
  };
  const vertical = Object.entries(shown().scales).map(([scale, { right = false }]): uPlot.Axis => ({
    ...axisColours(colour),
    scale,
    side: right ? 1 : 3,
    size: 52,
    ...(right && { grid: { show: false } }),
    values: (_plot, splits) => splits.map((split) => shown().scales[scale]!.format(split)),
  }));
  return [horizontal, ...vertical];
}

const seriesOf = (
  { label, colour: token, dash, width = 2, scale = 'y' }: Line,
  colour: PlotSurface['colour'],
): uPlot.Series => ({
  label,
  scale,
  width,
  stroke: colour(token),
  ...(dash !== undefined && { dash: [...dash] }),
  spanGaps: false,
  points: { show: false },
});

const axisColours = (colour: PlotSurface['colour']) => ({
  stroke: colour('--text-soft'),
  font: FONT,
  grid: { stroke: colour('--line'), width: 1 },
  ticks: { stroke: colour('--line'), width: 1 },
});

/** From the first to the last moment. */
export function xRange(x: readonly number[]): [number, number] {
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 0];
  return last > first ? [first, last] : [first - LEAST_WIDTH / 2, first + LEAST_WIDTH / 2];
}

/** A dashed line from top to bottom for each mark, with its name where it is not cut off. */
function drawMarks(plot: uPlot, { marks, x }: Plotted, colour: PlotSurface['colour']): void {
  const { ctx, bbox } = plot;
  const [first, last] = xRange(x);
  ctx.save();
  const ratio = devicePixelRatio;
  ctx.font = `600 ${12 * ratio}px system-ui, sans-serif`;
  for (const [index, mark] of marks.filter((one) => one.x >= first && one.x <= last).entries()) {
    const at = Math.round(plot.valToPos(mark.x, 'x', true));
    const isRight = at > bbox.left + bbox.width * 0.7;
    ctx.strokeStyle = ctx.fillStyle = colour(mark.colour);
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([4 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top - 4 * ratio);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.textAlign = isRight ? 'right' : 'left';
    ctx.fillText(mark.label, at + (isRight ? -5 : 5) * ratio, bbox.top - (5 + (index % 2) * 16) * ratio);
  }
  ctx.restore();
}
