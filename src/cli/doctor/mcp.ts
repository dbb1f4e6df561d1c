import { turnsAway } from './bots.js';
import type { Check } from './check.js';
import { AGAIN, NETWORK_FIRST, notChecked, ok, RESTART, unsure, wrong, type Finding } from './finding.js';
import {
  asksForToken,
  isOff,
  isOurError,
  METADATA_PATHS,
  resultOf,
  type McpSeen,
  type RoundTrip,
} from './mcp-probe.js';
import { ASSISTANTS, hasNoNetwork } from './outside.js';
import type { ProbeResults } from './probe-results.js';
import { hasReplied, isRecord, type HttpReply, type Reply } from './reply.js';
import { untold } from './server.js';
import { serverResponds } from './local-server.js';

const INGRESS = 'the entry in /etc/cloudflared/config.yml must have no path, so that it passes all paths on';
const LOGIN_FIRST = `fix the line login first, then run ${AGAIN}`;
const ADDRESS_FIRST = `fix the address first, then run ${AGAIN}`;

/** Something that only a public address that leads to Coddle has; silent without such an address, or without MCP. */
const outside =
  (check: string, judge: (seen: McpSeen, publicUrl: string, found: ProbeResults) => Finding): Check =>
  (_io, found) => {
    const { publicUrl } = found.outside;
    if (publicUrl === undefined) return [];
    if (found.mcp !== undefined)
      return isOff(found.mcp) ? withoutMcp(check) : [judge(found.mcp, publicUrl, found)];
    if (hasNoNetwork(found.outside)) return [notChecked(check, 'the network is wrong', NETWORK_FIRST)];
    if (!serverResponds(found.server)) return [untold(check)];
    return [notChecked(check, 'the address does not lead to Coddle', ADDRESS_FIRST)];
  };

/** Said once, by the last of these checks. */
const withoutMcp = (check: string): Finding[] =>
  check === 'mcp' ? [ok(check, 'it is off, so that assistants reach Coddle through Actions only')] : [];

/** Whether clients find the metadata from which they learn where the owner signs in. */
export const metadata = outside('metadata', ({ metadata: replies }, publicUrl) => {
  const faults = METADATA_PATHS.flatMap((path, index) => faultOfMetadata(path, replies[index]!, publicUrl));
  return (
    faults[0] ?? ok('metadata', `clients find where to sign in, at all ${METADATA_PATHS.length} addresses`)
  );
});

function faultOfMetadata(path: string, reply: Reply, publicUrl: string): Finding[] {
  const check = 'metadata';
  if (!hasReplied(reply)) return [wrong(check, `${path} does not respond (${reply.code})`, INGRESS)];
  if (turnsAway(reply)) return [turnedAway(check, path, reply)];
  if (reply.status !== 200 || !isRecord(reply.body))
    return [wrong(check, `${path} is not Coddle's (${reply.status})`, INGRESS)];
  const isResource = path.includes('protected-resource');
  const named = reply.body[isResource ? 'resource' : 'issuer'];
  const expected = isResource ? `${publicUrl}/mcp` : publicUrl;
  if (named === expected) return [];
  return [wrong(check, `${path} names another address than ${expected}`, NEWER_SETTINGS)];
}

const NEWER_SETTINGS = `PUBLIC_URL must be the address that clients use; after a change of it, ${RESTART}`;

/** Whether the MCP endpoint asks for a token in the way from which clients begin to sign in. */
export const login = outside('login', ({ challenges: [plain, ...assistants] }, publicUrl) => {
  const turned = ASSISTANTS.filter((_, index) => isTurned(assistants[index]!));
  const first = assistants.find(isTurned);
  if (first !== undefined) return turnedAway('login', `/mcp, for ${names(turned)},`, first);
  return judgedChallenge(plain!, publicUrl);
});

/** A refusal that is not Coddle's own. */
const isTurned = (reply: Reply): reply is HttpReply =>
  hasReplied(reply) && turnsAway(reply) && !isOurError(reply);

function judgedChallenge(reply: Reply, publicUrl: string): Finding {
  const check = 'login';
  if (!hasReplied(reply)) return wrong(check, `/mcp does not respond (${reply.code})`, INGRESS);
  if (turnsAway(reply) && !isOurError(reply)) return turnedAway(check, '/mcp', reply);
  if (reply.status !== 401)
    return wrong(check, `/mcp responds with ${reply.status} to a request without a token`, INGRESS);
  const [, where] = /resource_metadata="([^"]*)"/.exec(reply.headers.get('www-authenticate') ?? '') ?? [];
  if (where === undefined) {
    const told = '/mcp asks for a token, but its header WWW-Authenticate does not arrive';
    return wrong(check, told, 'what stands in front of Coddle must pass this header on');
  }
  if (!METADATA_PATHS.some((path) => where === publicUrl + path))
    return wrong(check, '/mcp sends clients to another address than PUBLIC_URL', NEWER_SETTINGS);
  return ok(check, 'a client without a token learns where to sign in');
}

const turnedAway = (check: string, what: string, { status }: HttpReply): Finding =>
  wrong(
    check,
    `something in front of Coddle turns ${what} away (${status}), though it lets /health through`,
    'a rule of its bot protection or firewall covers this path: let all paths of this host name through, and POST requests too',
  );

/** Whether an assistant with the key of the settings would get the tools. */
export const mcp = outside('mcp', (seen, publicUrl, { roundTrip, server }) => {
  const check = 'mcp';
  if (roundTrip !== undefined) return judgedRoundTrip(roundTrip, publicUrl);
  if (!asksForToken(seen)) return notChecked(check, 'requests do not arrive at /mcp', LOGIN_FIRST);
  if (!serverResponds(server)) return untold(check);
  const told = `${new URL(publicUrl).host} did not prove to be this server, so it was not shown the key`;
  return unsure(check, told, `run ${AGAIN}; if it stays, compare /health/ready there and here`);
});

function judgedRoundTrip({ opened, listed, took }: RoundTrip, publicUrl: string): Finding {
  const check = 'mcp';
  const refused = [opened, listed].find((reply) => hasReplied(reply) && reply.status === 401);
  if (refused !== undefined) return unsure(check, '/mcp rejects the key of the settings', 'see the line key');
  if (resultOf(opened) === undefined)
    return wrong(check, `/mcp does not open a session (${how(opened)})`, STREAMS);
  const tools = resultOf(listed)?.['tools'];
  if (!Array.isArray(tools) || tools.length === 0)
    return wrong(check, `/mcp lists no tools (${how(listed)})`, STREAMS);
  return ok(check, `an assistant gets ${tools.length} tools at ${publicUrl}/mcp in ${Math.round(took)} ms`);
}

const STREAMS =
  'what stands in front of Coddle must pass on POST requests, the headers that begin with Mcp-, and event streams as they come';

const how = (reply: Reply): string =>
  hasReplied(reply)
    ? String(reply.status)
    : reply.failure === 'silent'
      ? 'no end within 8 seconds'
      : reply.code;

const names = (callers: readonly { readonly name: string }[]): string =>
  callers.map(({ name }) => name).join(' and ');
