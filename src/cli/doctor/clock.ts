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
    const told = `it shows ${shown}: a Raspberry Pi has no clock without power and takes the time from the network, and until then no TLS works`;
    return [
      wrong(
        check,
        told,
        `give it a network and run ${FOLLOW}, or set it by hand: sudo date -s 'YYYY-MM-DD HH:MM'`,
      ),
    ];
  }
  const { code, stdout } = await run('timedatectl', ['show', '-p', 'NTP', '-p', 'NTPSynchronized'], {
    timeout: CHECK_TIMEOUT,
  });
  const facts = propertiesIn(stdout);
  if (code !== 0 || !facts.has('NTPSynchronized')) {
    return [
      unsure(
        check,
        'it is not known whether it is synchronised',
        'compare date -u with a clock that is right',
      ),
    ];
  }
  if (facts.get('NTPSynchronized') === 'yes') return [ok(check, 'it is synchronised')];
  if (facts.get('NTP') === 'no') return [wrong(check, 'nothing sets it, so it goes wrong slowly', FOLLOW)];
  const told = 'it is not synchronised yet: no time server has answered';
  return [
    wrong(check, told, 'see that the network lets UDP port 123 out; timedatectl timesync-status tells more'),
  ];
};
