import type { Check } from './check.js';
import { AGAIN, LOG, note, ok, wrong, type Finding } from './finding.js';
import { hasReplied, isRecord, type Facts, type Reply } from './reply.js';

/** How the accounts of the thermometers are; silent where none is in use, or the server does not respond. */
export const thermometers: Check = (_io, { server: { health } }) => {
  const accounts = Object.entries(accountsIn(health)).filter(([name]) => name !== 'status');
  return accounts.map(([vendor, state]) => judged(vendor, String(state)));
};

/** The part of the server's health that is about them. */
function accountsIn(health: Reply): Facts {
  const details = hasReplied(health) && isRecord(health.body) ? health.body['details'] : undefined;
  const found = isRecord(details) ? details['thermometers'] : undefined;
  return isRecord(found) ? found : {};
}

function judged(vendor: string, state: string): Finding {
  const check = 'thermometers';
  switch (state) {
    case 'connected':
      return ok(check, `${vendor} is connected`);
    case 'connecting':
      return ok(check, `${vendor} is being connected`);
    case 'needs_sign_in':
      return wrong(check, `${vendor} refuses the sign-in`, signInAgain(vendor));
    case 'rate_limited':
      return note(check, `${vendor} limits its requests, so readings come late`, `wait, then run ${AGAIN}`);
    default:
      return note(
        check,
        `${vendor} cannot be reached`,
        `${LOG} shows why; readings come again by themselves`,
      );
  }
}

const signInAgain = (vendor: string): string =>
  vendor === 'mqtt'
    ? 'correct the name and the password in MQTT_URL, then run sudo systemctl restart coddle'
    : `sudo coddle thermometers sign-in ${vendor}`;
