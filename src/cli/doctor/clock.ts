import type { Check } from './check.js';
import { ok, CHECK_TIMEOUT, unsure, wrong } from './finding.js';
import { propertiesIn } from './units.js';

/** No release of Coddle is older, so no clock that shows an earlier year is right. */
const FIRST_YEAR = 2026;
const FOLLOW = 'sudo timedatectl set-ntp true';

/** Whether the clock is right: TLS, the times of a cook and the journal all count on it. */
export const clock: Check = async ({ clock, run }) => {
  const check = 'clock';
  const now = clock.now();
  if (now.getUTCFullYear() < FIRST_YEAR) {
    const shown = `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const told = `it shows ${shown}: a Raspberry Pi loses the time without power until the network sets it, and until then TLS does not work`;
    return [
      wrong(
        check,
        told,
        `connect it to a network and run ${FOLLOW}, or set it by hand: sudo date -s 'YYYY-MM-DD HH:MM'`,
      ),
    ];
  }
  const { code, stdout } = await run('timedatectl', ['show', '-p', 'NTP', '-p', 'NTPSynchronized'], {
    timeout: CHECK_TIMEOUT,
  });
  const facts = propertiesIn(stdout);
  if (code !== 0 || !facts.has('NTPSynchronized')) {
    return [
      unsure(check, 'it is not known whether it is synchronised', 'compare date -u with a correct clock'),
    ];
  }
  if (facts.get('NTPSynchronized') === 'yes') return [ok(check, 'it is synchronised')];
  if (facts.get('NTP') === 'no') return [wrong(check, 'it is not set automatically, so it drifts', FOLLOW)];
  const told = 'it is not synchronised yet: no time server has responded';
  return [
    wrong(
      check,
      told,
      'make sure that the network allows outgoing UDP port 123; timedatectl timesync-status shows more',
    ),
  ];
};
