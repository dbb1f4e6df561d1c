import { CliError } from '../cli.errors.js';

/** The unit of a column, as its name says. */
export type ColumnUnit = 'celsius' | 'fahrenheit';

/** A column of temperatures. */
export interface TemperatureColumn {
  readonly name: string;
  readonly index: number;
  readonly unit: ColumnUnit;
}

/** The columns of a recorded cook that are read; all others are left out. */
export interface RecordedColumns {
  readonly time: { readonly name: string; readonly index: number; readonly kind: 'elapsed' | 'wall' };
  /** Seconds in one unit of the column of elapsed times. */
  readonly secondsPerUnit: number;
  readonly core: TemperatureColumn;
  readonly ambient: TemperatureColumn | undefined;
  readonly target: TemperatureColumn | undefined;
}

const ELAPSED: ReadonlyMap<string, number> = new Map([
  ['elapsed_s', 1],
  ['elapsed_seconds', 1],
  ['elapsed_ms', 0.001],
  ['elapsed_min', 60],
  ['elapsed_minutes', 60],
  ['time_s', 1],
  ['time_ms', 0.001],
  ['time_min', 60],
  ['seconds', 1],
  ['minutes', 60],
]);
const WALL = /^(?:time|at|timestamp|datetime|date|date_time|reading_at|received_at)(?:_|$)/;
const UNITS: readonly (readonly [RegExp, ColumnUnit])[] = [
  [/(?:_c|_celsius|_degc|\(°?c\)|\[°?c\])$/, 'celsius'],
  [/(?:_f|_fahrenheit|_degf|\(°?f\)|\[°?f\])$/, 'fahrenheit'],
];
const TARGET = /^(?:set_?point|target)/;
const AMBIENT = /^(?:ambient|smoker|pit|oven|grill|air|bath|water|chamber)/;
/** Temperatures that are no reading of a core: of the surface, computed ones, and the ends of a span of time. */
const NO_CORE = /^(?:surface|est(?:imated)?|min(?:imum)?|max(?:imum)?|delta|rate)(?:_|$)/;
/** The first of these that a file has is its core, where none is named. */
const CORES = [/^core/, /^temp(?:erature)?(?:_|$)/, /^last(?:_|$)/, /^mean(?:_|$)/];

/** Finds the columns by their names. @param probe the column of the core, where the person named it @throws CliError */
export function columnsOf(header: readonly string[], probe: string | undefined): RecordedColumns {
  const names = header.map(plain);
  const time = timeOf(names);
  const temperatures = names.flatMap((name, index) => {
    const unit = unitOf(name);
    return unit === undefined ? [] : [{ name: header[index]!, plain: name, index, unit }];
  });
  const core = coreOf(header, names, temperatures, probe);
  const other = (pattern: RegExp) =>
    temperatures.find((column) => pattern.test(column.plain) && column.index !== core.index);
  return {
    time: { name: header[time.index]!, ...time },
    secondsPerUnit: ELAPSED.get(names[time.index]!) ?? 1,
    core,
    ambient: other(AMBIENT),
    target: other(TARGET),
  };
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s-]+/g, '_');

const unitOf = (name: string): ColumnUnit | undefined => UNITS.find(([pattern]) => pattern.test(name))?.[1];

function timeOf(names: readonly string[]): { index: number; kind: 'elapsed' | 'wall' } {
  const elapsed = names.findIndex((name) => ELAPSED.has(name));
  if (elapsed >= 0) return { index: elapsed, kind: 'elapsed' };
  const wall = names.findIndex((name) => WALL.test(name));
  if (wall >= 0) return { index: wall, kind: 'wall' };
  throw new CliError(
    'The file has no column of times: name one elapsed_s (seconds since the beginning) or time_utc.',
  );
}

type Named = TemperatureColumn & { readonly plain: string };

function coreOf(
  header: readonly string[],
  names: readonly string[],
  temperatures: readonly Named[],
  probe: string | undefined,
): TemperatureColumn {
  if (probe !== undefined) return namedCore(header, names, temperatures, probe);
  const possible = temperatures.filter(
    (column) => ![TARGET, AMBIENT, NO_CORE].some((pattern) => pattern.test(column.plain)),
  );
  for (const pattern of CORES) {
    const [first, second] = possible.filter((column) => pattern.test(column.plain));
    if (first !== undefined && second === undefined) return first;
  }
  const candidates =
    possible.length > 0 ? possible : temperatures.filter((column) => AMBIENT.test(column.plain));
  if (candidates.length === 1) return candidates[0]!;
  if (candidates.length === 0) throw noTemperature(header, names);
  const list = candidates.map(({ name }) => name).join(', ');
  throw new CliError(
    `The file has several probes: ${list}. Choose one, such as --probe ${candidates[0]!.name}.`,
  );
}

function namedCore(
  header: readonly string[],
  names: readonly string[],
  temperatures: readonly Named[],
  probe: string,
): TemperatureColumn {
  const found = temperatures.find((column) => column.plain === plain(probe));
  if (found !== undefined) return found;
  if (names.includes(plain(probe)))
    throw new CliError(`The name of the column ${probe} has no unit: end it with _c or _f.`);
  const list = temperatures.map(({ name }) => name).join(', ') || header.join(', ');
  throw new CliError(`The file has no column ${probe}. It has ${list}.`);
}

function noTemperature(header: readonly string[], names: readonly string[]): CliError {
  const unitless = names.findIndex((name) => /^(?:core|temp)/.test(name));
  return new CliError(
    unitless < 0
      ? 'The file has no column of temperatures: name it temp_c or temp_f.'
      : `The name of the column ${header[unitless]!} has no unit: end it with _c or _f.`,
  );
}
