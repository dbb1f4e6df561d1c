import { existsSync, readFileSync } from 'node:fs';

/** The list of sums beside the releases, and within each of them. */
export const SUMS_FILE = 'SHA256SUMS';

/** The sums of a list, by the names of the files; undefined when there is no list. */
export function readSums(list: string): ReadonlyMap<string, string> | undefined {
  if (!existsSync(list)) return undefined;
  const lines = readFileSync(list, 'utf8').matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm);
  return new Map(Array.from(lines, ([, sum, name]) => [name!, sum!]));
}
