import { join } from 'node:path';
import type { CliContext } from '../cli-context.js';
import type { Check } from './check.js';
import { AGAIN, down, LOG, notChecked, ok, RESTART, unsure, wrong, type Finding } from './finding.js';
import type { ProbeResults } from './probe-results.js';
import { indicator, serverResponds } from './local-server.js';
import { hasReplied, isOurs, type Facts } from './reply.js';

const TRY = `${RESTART}; if that does not help, ${LOG} shows why`;

/** Whether the server of this machine responds in time. */
export const server: Check = ({ places }, { server: { address, health, took }, settings }) => {
  const check = 'server';
  if (address === undefined) {
    const told = 'PORT is 0, so the server picks a free port and cannot be found';
    return [unsure(check, told, `set a PORT in ${places.etc}/coddle.env and run ${RESTART}`)];
  }
  if (isOurs(health)) return [ok(check, `it responds at ${address} in ${Math.round(took)} ms`)];
  if (settings.unreadable !== undefined) {
    const told = `it does not respond at ${address}, and the settings that name its port cannot be read`;
    return [unsure(check, told, 'see the line settings')];
  }
  if (hasReplied(health)) {
    const told = `another program responds at ${address}`;
    return [
      wrong(check, told, `sudo ss -ltnp shows which one: stop it, or set another PORT, then ${RESTART}`),
    ];
  }
  if (health.failure === 'silent')
    return [wrong(check, `it accepts connections at ${address} but never responds`, TRY)];
  return [down(check, `nothing responds at ${address} (${health.code})`, TRY)];
};

/** The finding of a check that needs a server that responds. */
export const untold = (check: string): Finding =>
  notChecked(check, 'the server does not respond', `fix the server first, then run ${AGAIN}`);

/** Asks the server about one of its parts. */
const part =
  (check: string, judge: (facts: Facts, io: CliContext) => Finding): Check =>
  (io, { server: seen }) => {
    const facts = indicator(seen, check);
    return [facts === undefined ? untold(check) : judge(facts, io)];
  };

/** Whether the storage can be written to. */
export const storage = part('storage', (facts) =>
  facts['status'] === 'up'
    ? ok('storage', `it can be written to; the journal has ${String(facts['journal_entries'])} entries`)
    : wrong('storage', plainText(facts['reason']), `${LOG} names the file and what to do`),
);

/** Whether the safety engine refuses what it must. */
export const safety = part('safety', (facts, { places }) =>
  facts['status'] === 'up'
    ? ok('safety', 'it refuses what it must')
    : wrong(
        'safety',
        plainText(facts['message']),
        `do not cook; sudo coddle rollback goes back to the previous release (${join(places.opt, 'releases')})`,
      ),
);

/** Whether the server takes the key that the settings hold, which it read when it started. */
export const key: Check = (_io, found) => {
  const { devices } = found.server;
  if (!serverResponds(found.server)) return [untold('key')];
  if (devices === undefined)
    return [notChecked('key', 'the settings cannot be used', 'see the line settings')];
  return [judgedKey(devices)];
};

function judgedKey(reply: NonNullable<ProbeResults['server']['devices']>): Finding {
  if (!hasReplied(reply)) return untold('key');
  if (reply.status === 401 || reply.status === 403) {
    const told = 'the server rejects the API key of the settings: it still runs with older settings';
    return wrong('key', told, RESTART);
  }
  return ok('key', 'the server accepts the API key of the settings');
}

/** What a part says of itself, without the full stop. */
export const plainText = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/\.$/, '') : 'it is down and does not say why';
