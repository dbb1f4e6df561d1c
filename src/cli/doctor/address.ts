import type { Places } from '../places.js';
import type { Check } from './check.js';
import { NETWORK_FIRST, note, notChecked, ok, RESTART, unsure, wrong, type Finding } from './finding.js';
import type { ProbeResults } from './probe-results.js';
import { hasNoNetwork } from './outside.js';
import { hasReplied, isOurs, type HttpReply, type Failure, type NoReply } from './reply.js';
import { serverResponds, type ServerSeen } from './local-server.js';
import { untold } from './server.js';
import { turnsAway } from './bots.js';

const CHECK = 'address';
const TUNNEL =
  'sudo systemctl restart cloudflared; if that does not help, journalctl -u cloudflared -n 30 shows why';
const CONFIG = '/etc/cloudflared/config.yml';

/** Whether the public address leads to this server. */
export const address: Check = ({ places }, found) => {
  const { publicUrl, plain } = found.outside;
  if (plain === undefined || publicUrl === undefined) return [unset(found, places)];
  if (hasNoNetwork(found.outside)) return [notChecked(CHECK, 'the network is wrong', NETWORK_FIRST)];
  if (isOurs(plain)) return [ok(CHECK, `${publicUrl} reaches this server`)];
  const { host, hostname } = new URL(publicUrl);
  if (!hasReplied(plain)) return [OF_FAILURE[plain.failure](host, plain)];
  return [judged(plain, hostname, found)];
};

function unset({ settings: { environment } }: ProbeResults, places: Places): Finding {
  if (!environment) return notChecked(CHECK, 'the settings cannot be used', 'see the line settings');
  const told = 'PUBLIC_URL is not set, so no assistant can reach Coddle from the internet';
  return note(
    CHECK,
    told,
    `set up a tunnel as ${places.opt}/current/docs/deploy.md shows, add PUBLIC_URL=https://… to ${places.etc}/coddle.env, and run ${RESTART}`,
  );
}

const OF_FAILURE: Readonly<Record<Failure, (host: string, reply: NoReply) => Finding>> = {
  'no-name': (host, { code }) =>
    wrong(
      CHECK,
      `${host} has no address in DNS (${code})`,
      `cloudflared tunnel route dns coddle ${host}; if the name is misspelt, correct PUBLIC_URL`,
    ),
  refused: (host) => wrong(CHECK, `${host} refuses the connection: no tunnel is listening there`, TUNNEL),
  unreachable: (host, { code }) =>
    wrong(
      CHECK,
      `${host} cannot be reached (${code})`,
      `ip route get 1.1.1.1 must find a route; ping ${host}`,
    ),
  silent: (host) => wrong(CHECK, `${host} does not respond within 8 seconds`, TUNNEL),
  certificate: (host, { code }) =>
    wrong(
      CHECK,
      `the certificate of ${host} is rejected (${code})`,
      `check the clock first: timedatectl; then curl -v https://${host}/health shows whose certificate it is`,
    ),
  other: (host, { code }) => wrong(CHECK, `the connection to ${host} broke off (${code})`, TUNNEL),
};

/** Each way in which the response of another program is recognised, the most specific first. */
const KINDS: readonly [
  (reply: HttpReply) => boolean,
  (host: string, reply: HttpReply, found: ProbeResults) => Finding,
][] = [
  [
    (reply) => reply.headers.has('ngrok-error-code'),
    (_host, { headers }) =>
      wrong(
        CHECK,
        `ngrok has no tunnel for this address (${headers.get('ngrok-error-code')})`,
        'run ngrok http 5000, then set PUBLIC_URL to the address that it prints',
      ),
  ],
  [
    turnsAway,
    (host, { status }) =>
      unsure(CHECK, `something in front of ${host} turns this machine away (${status})`, 'see the line bots'),
  ],
  [
    ({ status }) => status >= 300 && status < 400,
    (host, { status, headers }) =>
      wrong(
        CHECK,
        `${host} redirects elsewhere (${status} to ${targetOf(headers, host)}), and assistants follow no redirects`,
        'set PUBLIC_URL to the address that it redirects to; if that is a Cloudflare Access login, remove this host name from Access',
      ),
  ],
  [
    ({ status, text }) => status === 530 && errorCode(text) === '1016',
    (host) =>
      wrong(
        CHECK,
        `Cloudflare knows ${host}, but the name points to no tunnel (error 1016)`,
        `cloudflared tunnel route dns coddle ${host}`,
      ),
  ],
  [
    ({ status }) => status === 530,
    (_host, { text }) =>
      wrong(CHECK, `the tunnel is not connected (Cloudflare error ${errorCode(text) ?? 530})`, TUNNEL),
  ],
  [
    ({ status }) => status === 502 || status === 504,
    (_host, { status }, { server }) =>
      isItsConsequence(server)
        ? untold(CHECK)
        : wrong(
            CHECK,
            `the tunnel is connected, but finds no server behind it (${status})`,
            `service in ${CONFIG} must be ${server.address ?? 'where Coddle listens'}; then sudo systemctl restart cloudflared`,
          ),
  ],
  [
    ({ status }) => status >= 500,
    (host, { status }) => wrong(CHECK, `${host} returns an error of its own (${status})`, TUNNEL),
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

/** A tunnel finds no server where none responds. */
const isItsConsequence = (server: ServerSeen): boolean =>
  server.address !== undefined && !serverResponds(server);

function judged(reply: HttpReply, host: string, found: ProbeResults): Finding {
  const kind = KINDS.find(([isIt]) => isIt(reply));
  if (kind) return kind[1](host, reply, found);
  const told = `something other than Coddle responds at ${host} (${reply.status})`;
  return wrong(CHECK, told, `correct PUBLIC_URL, or the service in ${CONFIG}`);
}

/** Where a redirect leads: its host alone, since the rest may carry a secret. */
function targetOf(headers: Headers, host: string): string {
  const location = headers.get('location') ?? '';
  return URL.canParse(location, `https://${host}`) ? new URL(location, `https://${host}`).host : 'nowhere';
}

/** Cloudflare's own number, which is more telling than the status. */
const errorCode = (text: string): string | undefined => /error code: (\d{4})/i.exec(text)?.[1];
