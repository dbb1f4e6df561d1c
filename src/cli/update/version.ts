import { CliError } from '../cli.errors.js';

interface Version {
  readonly numbers: readonly number[];
  /** What stands after the hyphen, such as `rc` and `1`; nothing in a version that is finished. */
  readonly preRelease: readonly string[];
}

/** As https://semver.org writes them; what stands after a plus counts for nothing. */
const FORM =
  /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Whether a text is a version. */
export const isVersion = (text: string): boolean => FORM.test(text);

/**
 * Which of two versions comes first: negative for the first, positive for the second, 0 when they are the same.
 * @throws CliError when one is no version
 */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [parse(one), parse(other)];
  return byNumbers(first.numbers, second.numbers) || byPreRelease(first.preRelease, second.preRelease);
}

function parse(text: string): Version {
  const [, major, minor, patch, preRelease] = FORM.exec(text) ?? [];
  if (major === undefined) {
    throw new CliError(`${text} is not a version such as 1.2.3: use the install.sh of the release you want`);
  }
  return { numbers: [major, minor, patch].map(Number), preRelease: preRelease?.split('.') ?? [] };
}

const byNumbers = (one: readonly number[], other: readonly number[]): number =>
  one.map((number, place) => number - other[place]!).find((difference) => difference !== 0) ?? 0;

/** 1.0.0-rc comes before 1.0.0, and 1.0.0-rc before 1.0.0-rc.1. */
function byPreRelease(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  const differences = one.slice(0, other.length).map((part, place) => byPart(part, other[place]!));
  return differences.find((difference) => difference !== 0) ?? one.length - other.length;
}

/** Numbers are compared as numbers, and come before words. */
function byPart(one: string, other: string): number {
  const [first, second] = [one, other].map((part) => (/^\d+$/.test(part) ? Number(part) : NaN)) as [
    number,
    number,
  ];
  if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second;
  if (Number.isNaN(first) !== Number.isNaN(second)) return Number.isNaN(first) ? 1 : -1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
