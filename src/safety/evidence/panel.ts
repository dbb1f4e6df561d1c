import { element, line, polyline, text, type Point } from './svg.js';

/** An axis: the values at its ends, and how far its gridlines lie apart. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly every: number;
  readonly name: string;
}

/** Where a panel lies in its picture. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One diagram of a picture. */
export class Panel {
  constructor(
    readonly frame: Frame,
    private readonly across: Axis,
    private readonly up: Axis,
  ) {}

  /** Where values lie in the picture. */
  at(x: number, y: number): Point {
    const { left, top, width, height } = this.frame;
    return {
      x: left + width * share(x, this.across),
      y: top + height * (1 - share(y, this.up)),
    };
  }

  /** Gridlines with the values of the upward axis, and its name. */
  grid(): string[] {
    const { left, top, height } = this.frame;
    const middle = top + height / 2;
    return [
      ...ticks(this.across).map((x) => this.vertical(x, 'grid')),
      ...ticks(this.up).map((y) => this.level(y, 'grid')),
      ...ticks(this.up).map((y) =>
        text(left - 8, this.at(0, y).y + 4, `${y}`.replace('-', '−'), { 'text-anchor': 'end' }),
      ),
      text(left - 40, middle, this.up.name, {
        'text-anchor': 'middle',
        transform: `rotate(-90 ${left - 40} ${middle})`,
      }),
    ];
  }

  /** The values of the axis across, below the panel, and its name. */
  foot(): string[] {
    const { left, top, width, height } = this.frame;
    const bottom = top + height;
    return [
      ...ticks(this.across).map((x) =>
        text(this.at(x, 0).x, bottom + 17, `${x}`, { 'text-anchor': 'middle' }),
      ),
      text(left + width / 2, bottom + 36, this.across.name, { 'text-anchor': 'middle' }),
    ];
  }

  /** A horizontal line at one value. */
  level(y: number, style: string): string {
    return line(this.at(this.across.from, y), this.at(this.across.to, y), { class: style });
  }

  /** A vertical line. */
  vertical(x: number, style: string): string {
    return line(this.at(x, this.up.from), this.at(x, this.up.to), { class: style });
  }

  /** Words to the right of the panel, so many dots lower than a value. */
  beside(y: number, words: string, lower = 4): string {
    const { x, y: height } = this.at(this.across.to, y);
    return text(x + 8, height + lower, words);
  }

  /** A curve, which ends where it leaves the panel. */
  curve(values: readonly (readonly [number, number])[], style: string): string {
    const past = values.findIndex(([, y]) => y > this.up.to);
    const inside = past === -1 ? values : [...values.slice(0, past), leaving(values, past, this.up.to)];
    return polyline(
      inside.map(([x, y]) => this.at(x, y)),
      { class: `curve ${style}` },
    );
  }

  /** Its edge. */
  outline(): string {
    const { left: x, top: y, width, height } = this.frame;
    return element('rect', { x, y, width, height, class: 'outline' });
  }
}

/** What curves are, one below the other, from a place inside their panel. */
export function legend(
  { x, y }: Point,
  entries: readonly { readonly words: string; readonly style: string }[],
): string[] {
  return entries.flatMap(({ words, style }, index) => {
    const height = y + index * 18;
    return [
      line({ x, y: height - 4 }, { x: x + 24, y: height - 4 }, { class: `curve ${style}` }),
      text(x + 32, height, words),
    ];
  });
}

const share = (value: number, { from, to }: Axis): number => (value - from) / (to - from);

const ticks = ({ from, to, every }: Axis): number[] =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, index) => from + index * every);

/** Where a curve crosses the upper edge of its panel. */
function leaving(
  values: readonly (readonly [number, number])[],
  past: number,
  edge: number,
): readonly [number, number] {
  const after = values[past]!;
  const before = values[past - 1] ?? after;
  const part = after[1] === before[1] ? 0 : (edge - before[1]) / (after[1] - before[1]);
  return [before[0] + part * (after[0] - before[0]), edge];
}
