import type { Check } from './check.js';
import { note, ok, unsure, type Finding } from './finding.js';

/**
 * The day on which nodejs.org ends its support of each major version (schedule.json of github.com/nodejs/Release,
 * as of 2026-03).
 */
const END_OF_SUPPORT: ReadonlyMap<number, string> = new Map([
  [20, '2026-04-30'],
  [21, '2024-06-01'],
  [22, '2027-04-30'],
  [23, '2025-06-01'],
  [24, '2028-04-30'],
  [25, '2026-06-01'],
]);

/** The package of Debian 13: Debian ships security updates for it until June 2030 (wiki.debian.org/LTS). */
const DEBIAN_13 = { version: /^20\.19\./, program: '/usr/bin/node' };

/** Whether the Node that runs here still gets security updates. */
export const node: Check = ({ clock }) => [judgedNode(process.versions.node, clock.now(), process.execPath)];

/**
 * What there is to say of a version of Node. An old one is no fault: everything works with it.
 * @param version such as `22.11.0`
 * @param program the absolute path of the executable
 */
export function judgedNode(version: string, now: Date, program: string): Finding {
  const check = 'node';
  const end = END_OF_SUPPORT.get(Number.parseInt(version, 10));
  if (end === undefined)
    return unsure(
      check,
      `it is not known how long Node ${version} is supported`,
      'see nodejs.org/en/about/previous-releases',
    );
  if (now < new Date(end)) return ok(check, `Node ${version} gets security updates until ${end}`);
  if (DEBIAN_13.version.test(version) && program === DEBIAN_13.program)
    return note(
      check,
      `nodejs.org ended its support of Node ${version} on ${end}; if it is the package of Debian 13, Debian still updates it`,
      'sudo apt upgrade installs the updates of Debian',
    );
  return note(
    check,
    `Node ${version} works, but has had no security updates since ${end}`,
    'install Node 24 (nodejs.org/en/download) and run the installer of Coddle again',
  );
}
