import type { HeatingCurveDto } from '../../../../src/cooking/dto/heating-curve.dto.js';
import { fromCelsius, type Unit } from '../../units/temperature.js';
import { lastShown, minuteMarks, temperatureMarks, upTo } from './curve-values.js';

/** A mark of an axis: where it stands in pixels, and its value. */
export interface Mark {
  readonly at: number;
  readonly value: number;
}

/** The curve of one pathogen in the picture. */
export interface OrganismLine {
  readonly organism: string;
  readonly points: string;
}

/** A drawing area with its edges in pixels. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
}

/** Everything that the picture of a plan draws, in pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly temperatures: Area;
  /** Undefined where no pathogen decides. */
  readonly reductions: Area | undefined;
  readonly minuteMarks: readonly Mark[];
  /** In the unit of the page. */
  readonly temperatureMarks: readonly Mark[];
  readonly core: string;
  readonly water: string;
  readonly organisms: readonly OrganismLine[];
  /** Where each pathogen has all that is required. */
  readonly required: number;
  /** The end of the chosen time. */
  readonly chosen: number;
  /** Where the safe part begins. */
  readonly safeFrom: number | undefined;
}

/** What a picture is drawn for. */
export interface PictureOptions {
  /** The time of the plan. */
  readonly hold: number;
  /** In pixels. */
  readonly width: number;
  readonly unit: Unit;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [44, 14, 26, 28];
const [TEMPERATURES, REDUCTIONS, BETWEEN] = [170, 110, 30];
/** The reductions are drawn as shares of what is required, up to this one. */
const HIGHEST_SHARE = 1.25;
/** Pixels that a mark of the minutes needs. */
const MARK_WIDTH = 64;

/** Lays out the picture of a plan: the temperatures above, the inactivation of the pathogens below. */
export function pictureOf(curve: HeatingCurveDto, { hold, width, unit }: PictureOptions): Picture {
  const hasPathogens = curve.log_reductions.length > 0;
  const temperatures = { top: TOP, bottom: TOP + TEMPERATURES };
  const below = temperatures.bottom + BETWEEN;
  const reductions = hasPathogens ? { top: below, bottom: below + REDUCTIONS } : undefined;
  const height = (reductions ?? temperatures).bottom + BOTTOM;
  const end = lastShown(curve, hold);
  const x = scale([0, end], [LEFT, width - RIGHT]);
  const range = temperatureRange(curve, unit);
  const y = scale(range, [temperatures.bottom, temperatures.top]);
  const share = scale([0, HIGHEST_SHARE], [reductions?.bottom ?? 0, reductions?.top ?? 0]);
  const line = (values: readonly number[], toY: (value: number) => number): string =>
    upTo(curve.minutes, values, end)
      .map(([minute, value]) => `${round(x(minute))},${round(toY(value))}`)
      .join(' ');
  const toUnit = (celsius: number) => y(fromCelsius(celsius, unit));
  return {
    width,
    height,
    left: LEFT,
    right: width - RIGHT,
    temperatures,
    reductions,
    minuteMarks: toMarks(minuteMarks(end, Math.max(2, Math.floor((width - LEFT - RIGHT) / MARK_WIDTH))), x),
    temperatureMarks: toMarks(temperatureMarks(...range, 6), y),
    core: line(curve.core_celsius, toUnit),
    water: line(curve.water_celsius, toUnit),
    organisms: curve.log_reductions.map(({ organism, required, values }) => ({
      organism,
      points: line(values, (value) => share(Math.min(value / required, HIGHEST_SHARE))),
    })),
    required: share(1),
    chosen: round(x(Math.min(hold, end))),
    safeFrom: curve.safe_at_minutes === null ? undefined : round(x(curve.safe_at_minutes)),
  };
}

type Range = readonly [from: number, to: number];

const scale =
  ([from, to]: Range, [low, high]: Range) =>
  (value: number): number =>
    low + ((value - from) * (high - low)) / (to - from || 1);

/** It ends some degrees above the water, so that its line does not lie on the edge. */
function temperatureRange({ core_celsius: core, water_celsius: water }: HeatingCurveDto, unit: Unit): Range {
  const [lowest, highest] = [Math.min(0, ...core), Math.max(...water, ...core)];
  return [fromCelsius(lowest, unit), fromCelsius(highest + 4, unit)];
}

const toMarks = (values: readonly number[], toPixels: (value: number) => number): readonly Mark[] =>
  values.map((value) => ({ value, at: round(toPixels(value)) }));

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
