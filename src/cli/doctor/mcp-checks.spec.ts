import type { Files } from '../../../test/harness/storage-folder.js';
import { challenging, LOCAL, PUBLIC, soundData, WellMachine } from '../../../test/harness/healthy-host.js';
import { API_KEY } from '../../../test/harness/test-app.js';
import type { Responses } from '../../../test/harness/test-machine.js';
import { doctorCommand } from './doctor-command.js';

const MCP = `${PUBLIC}/mcp`;
const RESOURCE = `${PUBLIC}/.well-known/oauth-protected-resource`;
const ISSUER = `${PUBLIC}/.well-known/oauth-authorization-server`;
const INGRESS =
  'Fix: the entry in /etc/cloudflared/config.yml must have no path, so that it passes all paths on';
const NEWER =
  'Fix: PUBLIC_URL must be the address that clients use; after a change of it, sudo systemctl restart coddle';
const RULE =
  'Fix: a rule of its bot protection or firewall covers this path: let all paths of this host name through, and POST requests too';
const STREAMS =
  'Fix: what stands in front of Coddle must pass on POST requests, the headers that begin with Mcp-, and event streams as they come';

const page =
  (status: number, text = '', headers: Record<string, string> = {}) =>
  (): Response =>
    new Response(text, { status, headers });
const block = page(403, 'error code: 1010', { server: 'cloudflare' });
const unknown = (): Response =>
  Response.json({ error: 'NOT_FOUND', message: 'There is no such path.', request_id: 'r2' }, { status: 404 });

const METADATA: readonly [string, Responses][] = [
  ['ok: clients find where to sign in, at all 3 addresses', {}],
  [
    `wrong: /.well-known/oauth-protected-resource/mcp is not Coddle's (404). ${INGRESS}`,
    { [`${RESOURCE}/mcp`]: page(404) },
  ],
  [
    `wrong: /.well-known/oauth-authorization-server is not Coddle's (200). ${INGRESS}`,
    { [ISSUER]: page(200, '<html>') },
  ],
  [
    `wrong: something in front of Coddle turns /.well-known/oauth-protected-resource away (403), though it lets /health through. ${RULE}`,
    { [RESOURCE]: block },
  ],
  [
    `wrong: /.well-known/oauth-protected-resource names another address than ${MCP}. ${NEWER}`,
    { [RESOURCE]: () => Response.json({ resource: `${MCP}/` }) },
  ],
  [
    `wrong: /.well-known/oauth-authorization-server names another address than ${PUBLIC}. ${NEWER}`,
    { [ISSUER]: () => Response.json({ issuer: 'http://127.0.0.1:5000' }) },
  ],
];

const CHALLENGE: readonly [string, Responses[string]][] = [
  ['ok: a client without a token learns where to sign in', () => challenging(`${RESOURCE}/mcp`)],
  [
    'wrong: /mcp asks for a token, but its header WWW-Authenticate does not arrive. Fix: what stands in front of Coddle must pass this header on',
    () => challenging(),
  ],
  [
    `wrong: /mcp sends clients to another address than PUBLIC_URL. ${NEWER}`,
    () => challenging('http://127.0.0.1:5000/.well-known/oauth-protected-resource/mcp'),
  ],
  [`wrong: /mcp responds with 404 to a request without a token. ${INGRESS}`, page(404)],
  [
    `wrong: something in front of Coddle turns /mcp, for ChatGPT and Claude, away (403), though it lets /health through. ${RULE}`,
    block,
  ],
  [
    `wrong: something in front of Coddle turns /mcp, for Claude, away (403), though it lets /health through. ${RULE}`,
    (request) =>
      /Claude/.test(request.headers.get('user-agent') ?? '') ? block() : challenging(`${RESOURCE}/mcp`),
  ],
];

/** Otherwise than usual for requests with a key only. */
const withKey = (response: (request: Request) => Response) => (request: Request) =>
  request.headers.has('authorization') ? response(request) : challenging(`${RESOURCE}/mcp`);
const opened = { result: { protocolVersion: '2025-11-25' } };

const ROUND_TRIP: readonly [string, Responses[string]][] = [
  [
    `wrong: /mcp does not open a session (200). ${STREAMS}`,
    withKey(() => new Response(': keep-alive\n\ndata: {"jsonrpc"')),
  ],
  [
    `wrong: /mcp lists no tools (400). ${STREAMS}`,
    withKey(({ headers }) =>
      headers.has('mcp-method') ? Response.json({ error: {} }, { status: 400 }) : Response.json(opened),
    ),
  ],
  [
    'unsure: /mcp rejects the key of the settings. To find out: see the line key',
    withKey(() => challenging(`${RESOURCE}/mcp`)),
  ],
  [
    'unsure: not checked: requests do not arrive at /mcp. To find out: fix the line login first, then run sudo coddle doctor',
    block,
  ],
];

describe('coddle doctor, of the way of an assistant to its tools', () => {
  let data: Files;
  let machine: WellMachine;
  beforeAll(async () => (data = await soundData()));
  beforeEach(() => (machine = new WellMachine(data)));
  afterEach(() => machine.machine.clear());
  const told = async (check: string) => machine.tellsOf(await machine.call(doctorCommand), check);

  it.each(METADATA)('says of the metadata: %s', async (line, responses) => {
    machine.lets({ responses });
    expect(await told('metadata')).toEqual([line]);
  });

  it.each(CHALLENGE)('says of the login: %s', async (line, response) => {
    machine.lets({ responses: { [MCP]: response } });
    expect(await told('login')).toEqual([line]);
  });

  it('says how many tools an assistant gets, in both protocol eras', async () => {
    expect(await told('mcp')).toEqual([`ok: an assistant gets 3 tools at ${MCP} in 0 ms`]);
  });

  it.each(ROUND_TRIP)('says of the tools: %s', async (line, response) => {
    machine.lets({ responses: { [MCP]: response } });
    expect(await told('mcp')).toEqual([line]);
  });

  it('says once that MCP is off', async () => {
    machine.lets({ responses: { [MCP]: unknown, [RESOURCE]: unknown, [`${RESOURCE}/mcp`]: unknown } });
    const said = await machine.call(doctorCommand);
    expect(machine.tellsOf(said, 'mcp')).toEqual([
      'ok: it is off, so that assistants reach Coddle through Actions only',
    ]);
    expect([...machine.tellsOf(said, 'metadata'), ...machine.tellsOf(said, 'login')]).toEqual([]);
    expect(said.code).toBe(0);
  });

  it('folds them into the line of what they need', async () => {
    machine.lets({ responses: { [`${PUBLIC}/health`]: page(200, 'Welcome to nginx!') } });
    const { out } = await machine.call(doctorCommand);
    expect(out).toMatch(
      /^unsure +bots, metadata, login, mcp +not checked: the address does not lead to Coddle\. /m,
    );
  });

  it('is silent without a public address', async () => {
    machine.machine.write('etc/coddle/coddle.env', '');
    const said = await machine.call(doctorCommand);
    for (const check of ['metadata', 'login', 'mcp']) expect(machine.tellsOf(said, check)).toEqual([]);
  });

  describe('and the key of the settings', () => {
    const shown: string[] = [];
    const keep = withKey((request) => {
      shown.push(`${request.url} ${request.headers.get('authorization')}`);
      return Response.json(opened);
    });
    beforeEach(() => (shown.length = 0));

    it('goes only to the MCP endpoint of an address that proves to be this server', async () => {
      machine.lets({ responses: { [MCP]: keep } });
      await machine.call(doctorCommand);
      expect(shown).toEqual(Array(2).fill(`${MCP} Bearer ${API_KEY}`));
    });

    it('stays here where another Coddle responds', async () => {
      const other = { details: { storage: { status: 'up', journal_hash: 'of another' } } };
      machine.lets({ responses: { [MCP]: keep, [`${PUBLIC}/health/ready`]: () => Response.json(other) } });
      expect(await told('mcp')).toEqual([
        'unsure: coddle.example.org did not prove to be this server, so it was not shown the key. To find out: run sudo coddle doctor; if it stays, compare /health/ready there and here',
      ]);
      expect(shown).toEqual([]);
    });

    it('stays here where the server of this machine says nothing', async () => {
      machine.loses(`${LOCAL}/health/ready`);
      machine.lets({ responses: { [MCP]: keep } });
      await machine.call(doctorCommand);
      expect(shown).toEqual([]);
    });
  });
});
