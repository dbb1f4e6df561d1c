const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(?:UTC|(Z|[+-]\d\d:?\d\d))?$/;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?:\s*([AP])M)?$/i;
const NUMBER = /^\d+(?:\.\d+)?$/;
/** Numbers from here on are milliseconds since 1970, smaller ones seconds. */
const MILLISECONDS_FROM = 1e11;
const MINUTE_MS = 60_000;

/** An instant as a wall clock gave it, in milliseconds; `isMinute` where it has no seconds. */
export interface WallTime {
  readonly at: number;
  readonly isMinute: boolean;
}

/** Whether dates with slashes put the day first: some day is above 12. */
export const isDayFirst = (cells: readonly string[]): boolean =>
  cells.some((cell) => Number(SLASHED.exec(cell)?.[1] ?? 0) > 12);

/** Reads a time of a wall clock, as UTC where it names no offset; undefined where it is none. */
export function wallTimeOf(cell: string, dayFirst: boolean): WallTime | undefined {
  if (NUMBER.test(cell)) {
    const value = Number(cell);
    return { at: value >= MILLISECONDS_FROM ? value : value * 1000, isMinute: false };
  }
  const iso = ISO.exec(cell);
  if (iso !== null) return isoTime(iso);
  const slashed = SLASHED.exec(cell);
  return slashed === null ? undefined : slashedTime(slashed, dayFirst);
}

function isoTime([, year, month, day, hour, minute, second, fraction = '', zone = 'Z']: RegExpExecArray) {
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const at = Date.parse(text + (zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone));
  return Number.isNaN(at) ? undefined : { at, isMinute: second === undefined };
}

function slashedTime(
  [, first, second, year, hour, minute, seconds, half]: RegExpExecArray,
  dayFirst: boolean,
) {
  const [month, day] = dayFirst ? [second, first] : [first, second];
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    hours,
    Number(minute),
    Number(seconds ?? 0),
  );
  const made = new Date(at);
  const isReal = made.getUTCMonth() === Number(month) - 1 && made.getUTCDate() === Number(day) && hours < 24;
  return isReal && Number(minute) < 60 ? { at, isMinute: seconds === undefined } : undefined;
}

/** Readings with the stamp of the same minute, spread evenly over it. Other times stay as they are. */
export function spreadMinutes(times: readonly WallTime[]): number[] {
  const counts = new Map<number, number>();
  const isShared = times.every(({ isMinute }) => isMinute);
  if (!isShared) return times.map(({ at }) => at);
  for (const { at } of times) counts.set(at, (counts.get(at) ?? 0) + 1);
  const seen = new Map<number, number>();
  return times.map(({ at }) => {
    const place = seen.get(at) ?? 0;
    seen.set(at, place + 1);
    return at + Math.round((place * MINUTE_MS) / counts.get(at)!);
  });
}
