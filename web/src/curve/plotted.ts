import type { Column } from './to-columns.js';

/** The name of a colour among the tokens of the page, such as `--water`. */
export type ColourToken = `--${string}`;

/** A line of a plot. */
export interface Line {
  readonly key: string;
  readonly label: string;
  readonly colour: ColourToken;
  /** Lengths of dashes and spaces in pixels; left out for a solid line. */
  readonly dash?: readonly number[];
  readonly width?: number;
  /** The name of its scale; `y` when left out. */
  readonly scale?: string;
  /** Its values in words, where they are no temperatures. */
  readonly inWords?: (value: number) => string;
  readonly values: Column;
}

/** A vertical axis. */
export interface Scale {
  readonly range: readonly [lowest: number, highest: number];
  readonly format: (value: number) => string;
  /** Whether it stands at the right. */
  readonly right?: boolean;
}

/** A moment that is marked by a vertical line. */
export interface Mark {
  readonly x: number;
  readonly label: string;
  readonly colour: ColourToken;
}

/** Everything that a plot shows. */
export interface Plotted {
  /** Rising; moments in seconds, or minutes. */
  readonly x: readonly number[];
  readonly lines: readonly Line[];
  readonly scales: Readonly<Record<string, Scale>>;
  readonly marks: readonly Mark[];
  /** Whether x is a moment in seconds since 1970. */
  readonly isTime: boolean;
  readonly formatX: (x: number) => string;
}
