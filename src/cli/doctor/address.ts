import type { Places } from '../places.js';
import type { Check } from './check.js';
import { NETWORK_FIRST, note, notChecked, ok, RESTART, unsure, wrong, type Finding } from './finding.js';
import type { ProbeResults } from './probe-results.js';
import { hasNoNetwork } from './outside.js';
import { hasReplied, isOurs, type HttpReply, type Failure, type NoReply } from './reply.js';
import { turnsAway } from './bots.js';

const CHECK = 'address';
const TUNNEL =
  'systemctl status cloudflared and journalctl -u cloudflared -n 30 tell why; sudo systemctl restart cloudflared';
const CONFIG = '/etc/cloudflared/config.yml';

/** Whether the public address leads to this server. */
export const address: Check = ({ places }, found) => {
  const { publicUrl, plain } = found.outside;
  if (plain === undefined || publicUrl === undefined) return [unset(found, places)];
  if (hasNoNetwork(found.outside)) return [notChecked(CHECK, 'the network is wrong', NETWORK_FIRST)];
  if (isOurs(plain)) return [ok(CHECK, `${publicUrl} leads here`)];
  const { host, hostname } = new URL(publicUrl);
  if (!hasReplied(plain)) return [OF_FAILURE[plain.failure](host, plain)];
  return [judged(plain, hostname, found)];
};

function unset({ settings: { environment } }: ProbeResults, places: Places): Finding {
  if (!environment) return notChecked(CHECK, 'the settings cannot be used', 'see the line settings');
  const told = 'there is no PUBLIC_URL, so no assistant reaches Coddle from the internet';
  return note(
    CHECK,
    told,
    `set up a tunnel as ${places.opt}/current/docs/deploy.md tells, write PUBLIC_URL=https://… into ${places.etc}/coddle.env, and run ${RESTART}`,
  );
}

const OF_FAILURE: Readonly<Record<Failure, (host: string, reply: NoReply) => Finding>> = {
  'no-name': (host, { code }) =>
    wrong(
      CHECK,
      `the name ${host} has no address (${code})`,
      `cloudflared tunnel route dns coddle ${host}; correct PUBLIC_URL if it is misspelt`,
    ),
  refused: (host) => wrong(CHECK, `${host} refuses the connection, so no tunnel stands there`, TUNNEL),
  unreachable: (host, { code }) =>
    wrong(CHECK, `${host} cannot be reached (${code})`, `ip route get 1.1.1.1 must find a way; ping ${host}`),
  silent: (host) => wrong(CHECK, `${host} does not answer within 8 seconds`, TUNNEL),
  certificate: (host, { code }) =>
    wrong(
      CHECK,
      `the certificate of ${host} is refused (${code})`,
      `look at the clock first: timedatectl; then curl -v https://${host}/health tells whose certificate it is`,
    ),
  other: (host, { code }) => wrong(CHECK, `${host} broke off (${code})`, TUNNEL),
};

/** Each way in which the answer of somebody else is known, the most telling first. */
const KINDS: readonly [
  (reply: HttpReply) => boolean,
  (host: string, reply: HttpReply, found: ProbeResults) => Finding,
][] = [
  [
    (reply) => reply.headers.has('ngrok-error-code'),
    (_host, { headers }) =>
      wrong(
        CHECK,
        `ngrok has no tunnel for it (${headers.get('ngrok-error-code')})`,
        'ngrok http 5000, then put the address that it prints into PUBLIC_URL',
      ),
  ],
  [
    turnsAway,
    (host, { status }) =>
      unsure(CHECK, `whatever guards ${host} turns this machine away (${status})`, 'see the line bots'),
  ],
  [
    ({ status }) => status >= 300 && status < 400,
    (host, { status, headers }) =>
      wrong(
        CHECK,
        `${host} sends callers elsewhere (${status} to ${targetOf(headers, host)}), where an assistant does not follow`,
        'put the address at its end into PUBLIC_URL; if it is a login of Cloudflare Access, take this host name out of Access',
      ),
  ],
  [
    ({ status, text }) => status === 530 && errorCode(text) === '1016',
    (host) =>
      wrong(
        CHECK,
        `Cloudflare knows ${host}, and it leads to no tunnel (error 1016)`,
        `cloudflared tunnel route dns coddle ${host}`,
      ),
  ],
  [
    ({ status }) => status === 530,
    (_host, { text }) =>
      wrong(CHECK, `the tunnel is not connected (Cloudflare's error ${errorCode(text) ?? 530})`, TUNNEL),
  ],
  [
    ({ status }) => status === 502 || status === 504,
    (_host, { status }, { server }) =>
      wrong(
        CHECK,
        `the tunnel stands, and finds no server behind it (${status})`,
        `service in ${CONFIG} must be ${server.address ?? 'where Coddle listens'}; then sudo systemctl restart cloudflared`,
      ),
  ],
  [
    ({ status }) => status >= 500,
    (host, { status }) => wrong(CHECK, `${host} answers with an error of its own (${status})`, TUNNEL),
  ],
  [
    ({ status }) => status === 404,
    (host) =>
      wrong(
        CHECK,
        `the tunnel does not know ${host} (404)`,
        `hostname in ${CONFIG} must be ${host}; then sudo systemctl restart cloudflared`,
      ),
  ],
];

function judged(reply: HttpReply, host: string, found: ProbeResults): Finding {
  const kind = KINDS.find(([isIt]) => isIt(reply));
  if (kind) return kind[1](host, reply, found);
  const told = `something else than Coddle answers at ${host} (${reply.status})`;
  return wrong(CHECK, told, `correct PUBLIC_URL, or the service in ${CONFIG}`);
}

/** Where a redirect leads: its host alone, since the rest may carry a secret. */
function targetOf(headers: Headers, host: string): string {
  const location = headers.get('location') ?? '';
  return URL.canParse(location, `https://${host}`) ? new URL(location, `https://${host}`).host : 'nowhere';
}

/** Cloudflare's own number, which is more telling than the status. */
const errorCode = (text: string): string | undefined => /error code: (\d{4})/i.exec(text)?.[1];
