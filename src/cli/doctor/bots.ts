import type { Check } from './check.js';
import { NETWORK_FIRST, note, notChecked, ok, wrong, type Finding } from './finding.js';
import { untold } from './server.js';
import { ASSISTANTS, hasNoNetwork, PLAIN } from './outside.js';
import { hasReplied, isOurs, type HttpReply, type Reply } from './reply.js';

const CHECK = 'bots';
const REFUSALS: readonly number[] = [401, 403, 429];

/** Whether a response is that of bot protection: a refusal, or a puzzle that only a browser can solve. */
export const turnsAway = (reply: HttpReply): boolean =>
  REFUSALS.includes(reply.status) ||
  reply.headers.get('cf-mitigated') === 'challenge' ||
  (reply.status === 503 && /challenge-platform|just a moment/i.test(reply.text));

const isTurnedAway = (reply: Reply): reply is HttpReply => hasReplied(reply) && turnsAway(reply);

/**
 * Whether what stands before the public address lets AI clients through, as far as a client is known by its name;
 * silent without such an address.
 */
export const bots: Check = (_io, { outside, server }) => {
  const { plain, publicUrl, assistants } = outside;
  if (plain === undefined || publicUrl === undefined) return [];
  if (hasNoNetwork(outside)) return [notChecked(CHECK, 'the network is wrong', NETWORK_FIRST)];
  const turned = ASSISTANTS.flatMap((caller, index) => {
    const reply = assistants[index]!;
    return isTurnedAway(reply) ? [{ name: caller.name, reply }] : [];
  });
  const { hostname } = new URL(publicUrl);
  if (turned.length > 0) return [blocked(hostname, plain, turned)];
  if (!assistants.every(isOurs)) {
    if (!isOurs(plain) && !isOurs(server.health)) return [untold(CHECK)];
    return [
      notChecked(
        CHECK,
        'the address does not lead to Coddle',
        'fix the address first, then run sudo coddle doctor',
      ),
    ];
  }
  if (!isTurnedAway(plain)) return [ok(CHECK, `${names(ASSISTANTS)} are let through, as ${PLAIN.name} is`)];
  return [
    note(
      CHECK,
      `AI clients are let through, but ${PLAIN.name} is turned away (${how(plain)})`,
      'nothing to do, unless you monitor Coddle from outside',
    ),
  ];
};

interface Turned {
  readonly name: string;
  readonly reply: HttpReply;
}

function blocked(host: string, plain: Reply, turned: readonly Turned[]): Finding {
  const first = turned[0]!.reply;
  const mend = isCloudflare(first)
    ? `in Cloudflare's dashboard, Security: switch Bot Fight Mode off, which no rule can skip, and Block AI bots off, and add a custom rule "Hostname equals ${host}" with the action Skip and everything ticked`
    : `let ${names(turned)} through to ${host} in the proxy or firewall in front of it`;
  if (isTurnedAway(plain)) {
    return wrong(CHECK, `bot protection turns all clients away, AI clients too (${how(first)})`, mend);
  }
  const told = `bot protection turns ${names(turned)} away (${how(first)}), but lets ${PLAIN.name} through: requests that work in a terminal fail in the assistant`;
  return wrong(CHECK, told, mend);
}

const how = ({ status, headers }: HttpReply): string =>
  headers.get('cf-mitigated') === 'challenge' ? `${status}, with a challenge for browsers` : String(status);

const isCloudflare = ({ headers }: HttpReply): boolean =>
  headers.has('cf-ray') || headers.has('cf-mitigated') || headers.get('server') === 'cloudflare';

const names = (callers: readonly { readonly name: string }[]): string =>
  callers.map(({ name }) => name).join(' and ');
