import type { Kill } from './oracle-physics.js';
import { figureIn, readTable, wordIn } from '../harness/tables.js';

/** The judge refuses only what is clearly wrong: so much of a target is let pass for all of it. */
const ENOUGH = 0.97;
/** Below it nothing is killed worth crediting, °C; a twentieth of a degree is let pass. */
const KILLS_FROM = 52.3 - 0.05;

/** `logs` at `minutes` for one log at so many °C, ten times as fast every `z` degrees. */
const pathogen = (name: string, logs: number, minutes: number, at: number, z: number): Kill => ({
  name,
  logs: logs * ENOUGH,
  rate: (core) => (core < KILLS_FROM ? 0 : 10 ** ((core - at) / z) / minutes),
});

/** E. coli, Salmonella and Listeria in meat. */
export const MEAT = [
  pathogen('meat E. coli', 5, 19.35, 55, 4.87),
  pathogen('meat Salmonella', 6.5, 13.18, 55, 7.58),
  pathogen('meat Listeria', 6, 12.66, 55, 9.22),
];
export const POULTRY = [
  pathogen('poultry Salmonella', 7, 4.68, 60, 6.45),
  pathogen('poultry Listeria', 6, 5.94, 60, 5.66),
];
export const LEAN_FISH = [pathogen('lean fish Listeria', 6, 2.88, 60, 5.59)];
export const FATTY_FISH = [pathogen('fatty fish Listeria', 6, 5.13, 60, 5.68)];
export const EGG_DISH = [pathogen('egg Salmonella', 7, 13.18, 55, 7.58)];
/** In addition, for those who fall ill easily. */
export const STRICT = [pathogen('strict Listeria', 6, 1 / 3, 70, 7.5)];
/** The core at 90 °C for 90 s. */
export const MOLLUSC: readonly Kill[] = [
  { name: 'hepatitis A', logs: 4 * ENOUGH, rate: (core) => (core < 90 - 0.05 ? 0 : 4 / 1.5) },
];

/** A core that must be so hot for so many minutes; between two of them the logarithm of the time is linear. */
function held(name: string, times: readonly Row[], from: number): Kill {
  const rate = (core: number) => (core < from - 0.05 ? 0 : 1 / minutesHeld(times, core));
  return { name, logs: ENOUGH, rate };
}

/** The centre of an egg: 45 min at 60 °C, 10 at 65 and 2 at 70, nothing below 57 °C. */
export const EGG_CORE = held(
  'egg core',
  [
    [60, 45],
    [65, 10],
    [70, 2],
    [75, 0.5],
  ],
  57,
);
/** Milk in the middle of its container: 30 min at 62.5 °C, which is enough for one kind of it, 15 s at 72 °C. */
export const MILK = held(
  'milk',
  [
    [62.5, 30],
    [72, 0.25],
  ],
  62.5,
);

/** The birds whose times FSIS has published. */
export type Bird = 'chicken' | 'turkey';
/** FSIS credits nothing below, °C. */
const FSIS_FROM = 54.4 - 0.05;
const INSTANT = 1e9;

/** FSIS's times for birds of unknown fat; of an unknown bird the longer of both. */
export function fsis(bird: Bird | undefined): Kill {
  const tables = (bird === undefined ? (['chicken', 'turkey'] as const) : [bird]).map(rowsOf);
  const slowest = (core: number) => Math.min(...tables.map((rows) => 7 / minutesIn(rows, core)));
  const rate = (core: number) => (core < FSIS_FROM ? 0 : Math.min(INSTANT, slowest(core)));
  return { name: `FSIS ${bird}`, logs: 7 * ENOUGH, rate };
}

type Row = readonly [celsius: number, minutes: number];

/** The column of 12 % fat, the coolest row in front. */
const rowsOf = (bird: Bird): readonly Row[] =>
  readTable('fsis-poultry')
    .filter((row) => wordIn(row, 'species') === bird && figureIn(row, 'fat_percent') === 12)
    .map((row): Row => [((figureIn(row, 'fahrenheit') - 32) * 5) / 9, figureIn(row, 'minutes')])
    .toSorted(([one], [other]) => one - other);

/** Between two rows, and below the first, the logarithm of the time goes straight. */
function minutesIn(rows: readonly Row[], core: number): number {
  const above = Math.max(
    1,
    rows.findIndex(([celsius]) => celsius > core),
  );
  const hottest = core >= rows.at(-1)![0];
  const [[cool, long], [hot, short]] = [rows[above - 1]!, rows[above]!];
  if (hottest || short === 0) return 0;
  return long * (short / long) ** ((core - cool) / (hot - cool));
}

/** Log-linear interpolation, also beyond the ends. */
function minutesHeld(times: readonly Row[], core: number): number {
  const found = times.findIndex(([celsius]) => celsius > core);
  const above = found === -1 ? times.length - 1 : Math.max(1, found);
  const [[cool, long], [hot, short]] = [times[above - 1]!, times[above]!];
  return long * (short / long) ** ((core - cool) / (hot - cool));
}
