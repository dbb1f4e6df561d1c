import type { CliContext } from '../cli-context.js';
import { CHECK_TIMEOUT } from './finding.js';

/** What systemd knows of a unit, by the names of its properties. */
export type UnitFacts = ReadonlyMap<string, string>;

/** Asks systemd; undefined where there is none, or where it does not respond. */
export async function factsOfUnit(
  { run }: CliContext,
  unit: string,
  names: readonly string[],
): Promise<UnitFacts | undefined> {
  const options = ['show', unit, '--timestamp=unix', '-p', names.join(',')];
  const { code, stdout } = await run('systemctl', options, { timeout: CHECK_TIMEOUT });
  return code === 0 ? propertiesIn(stdout) : undefined;
}

/** Lines such as `NTP=yes`. */
export const propertiesIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split('\n')
      .map((line) => /^(\w+)=(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name, value]) => [name!, value!]),
  );
