import type { Files } from '../../../test/harness/storage-folder.js';
import {
  CLOUD,
  failing,
  healthy,
  LOCAL,
  PUBLIC,
  soundData,
  WellMachine,
} from '../../../test/harness/healthy-host.js';
import { doctorCommand } from './doctor-command.js';

const HEALTH = `${PUBLIC}/health`;
const HOST = 'coddle.example.org';
const TUNNEL =
  'sudo systemctl restart cloudflared; if that does not help, journalctl -u cloudflared -n 30 shows why';
const SKIP = `in Cloudflare's dashboard, Security: switch Bot Fight Mode off, which no rule can skip, and Block AI bots off, and add a custom rule "Hostname equals ${HOST}" with the action Skip and everything ticked`;

const page =
  (status: number, text = '', headers: Record<string, string> = {}) =>
  (): Response =>
    new Response(text, { status, headers });
const puzzle = page(403, '<title>Just a moment...</title>', { 'cf-mitigated': 'challenge', 'cf-ray': '1' });
const block = page(403, 'error code: 1010', { server: 'cloudflare' });

/** What responds to clients whose name matches; the others reach Coddle. */
const against = (agent: RegExp, response: () => Response) => (request: Request) =>
  agent.test(request.headers.get('user-agent') ?? '') ? response() : healthy();

const ADDRESS: readonly [string, () => Response][] = [
  [
    `wrong: ${HOST} has no address in DNS (ENOTFOUND). Fix: cloudflared tunnel route dns coddle ${HOST}; if the name is misspelt, correct PUBLIC_URL`,
    failing('ENOTFOUND'),
  ],
  [
    `wrong: ${HOST} refuses the connection: no tunnel is listening there. Fix: ${TUNNEL}`,
    failing('ECONNREFUSED'),
  ],
  [
    `wrong: ${HOST} cannot be reached (EHOSTUNREACH). Fix: ip route get 1.1.1.1 must find a route; ping ${HOST}`,
    failing('EHOSTUNREACH'),
  ],
  [`wrong: ${HOST} does not respond within 8 seconds. Fix: ${TUNNEL}`, failing('UND_ERR_CONNECT_TIMEOUT')],
  [
    `wrong: the certificate of ${HOST} is rejected (CERT_NOT_YET_VALID). Fix: check the clock first: timedatectl; then curl -v https://${HOST}/health shows whose certificate it is`,
    failing('CERT_NOT_YET_VALID'),
  ],
  [
    `wrong: the certificate of ${HOST} is rejected (DEPTH_ZERO_SELF_SIGNED_CERT). Fix: check the clock first: timedatectl; then curl -v https://${HOST}/health shows whose certificate it is`,
    failing('DEPTH_ZERO_SELF_SIGNED_CERT'),
  ],
  [`wrong: the connection to ${HOST} broke off (ECONNRESET). Fix: ${TUNNEL}`, failing('ECONNRESET')],
  [
    `wrong: the tunnel is not connected (Cloudflare error 1033). Fix: ${TUNNEL}`,
    page(530, '<html>error code: 1033</html>'),
  ],
  [`wrong: the tunnel is not connected (Cloudflare error 530). Fix: ${TUNNEL}`, page(530)],
  [
    `wrong: Cloudflare knows ${HOST}, but the name points to no tunnel (error 1016). Fix: cloudflared tunnel route dns coddle ${HOST}`,
    page(530, 'error code: 1016'),
  ],
  [
    'wrong: the tunnel is connected, but finds no server behind it (502). Fix: service in /etc/cloudflared/config.yml must be http://127.0.0.1:5000; then sudo systemctl restart cloudflared',
    page(502),
  ],
  [`wrong: ${HOST} returns an error of its own (500). Fix: ${TUNNEL}`, page(500)],
  [
    `wrong: the tunnel does not know ${HOST} (404). Fix: hostname in /etc/cloudflared/config.yml must be ${HOST}; then sudo systemctl restart cloudflared`,
    page(404),
  ],
  [
    'wrong: ngrok has no tunnel for this address (ERR_NGROK_3200). Fix: run ngrok http 5000, then set PUBLIC_URL to the address that it prints',
    page(404, '', { 'ngrok-error-code': 'ERR_NGROK_3200' }),
  ],
  [
    `wrong: ${HOST} redirects elsewhere (302 to team.cloudflareaccess.com), and assistants follow no redirects. Fix: set PUBLIC_URL to the address that it redirects to; if that is a Cloudflare Access login, remove this host name from Access`,
    page(302, '', { location: 'https://team.cloudflareaccess.com/login?token=secret' }),
  ],
  [
    `wrong: something other than Coddle responds at ${HOST} (200). Fix: correct PUBLIC_URL, or the service in /etc/cloudflared/config.yml`,
    page(200, '<html>Welcome to nginx!</html>'),
  ],
  [
    `unsure: something in front of ${HOST} turns this machine away (403). To find out: see the line bots`,
    puzzle,
  ],
];

const BOTS: readonly [string, (request: Request) => Response][] = [
  [
    `wrong: bot protection turns ChatGPT and Claude away (403), but lets curl through: requests that work in a terminal fail in the assistant. Fix: ${SKIP}`,
    against(/ChatGPT|Claude/, block),
  ],
  [
    `wrong: bot protection turns ChatGPT away (403, with a challenge for browsers), but lets curl through: requests that work in a terminal fail in the assistant. Fix: ${SKIP}`,
    against(/ChatGPT/, puzzle),
  ],
  [
    `wrong: bot protection turns Claude away (503), but lets curl through: requests that work in a terminal fail in the assistant. Fix: let Claude through to ${HOST} in the proxy or firewall in front of it`,
    against(/Claude/, page(503, 'Just a moment')),
  ],
  [
    `wrong: bot protection turns all clients away, AI clients too (403, with a challenge for browsers). Fix: ${SKIP}`,
    puzzle,
  ],
  [
    'note: AI clients are let through, but curl is turned away (403). Tip: nothing to do, unless you monitor Coddle from outside',
    against(/curl/, block),
  ],
  [
    'unsure: not checked: the address does not lead to Coddle. To find out: fix the address first, then run sudo coddle doctor',
    page(502),
  ],
];

const NETWORK: readonly [string, Record<string, () => Response>][] = [
  [
    "wrong: there is no network: neither Anova's cloud nor your own address can be reached (EAI_AGAIN). Fix: ip route must show a default route, and resolvectl query devices.anovaculinary.io an address; sudo nmtui joins a Wi-Fi network",
    { [CLOUD]: failing('EAI_AGAIN'), [HEALTH]: failing('ENETUNREACH') },
  ],
  [
    "wrong: the certificate of Anova's cloud is rejected (CERT_NOT_YET_VALID). Fix: check the clock first: timedatectl; then check whether something in your network intercepts TLS",
    { [CLOUD]: failing('CERT_NOT_YET_VALID') },
  ],
  [
    "wrong: the network works, but Anova's cloud cannot be reached (ENOTFOUND). Fix: Coddle keeps trying; if this lasts, resolvectl query devices.anovaculinary.io shows whether your router blocks it",
    { [CLOUD]: failing('ENOTFOUND') },
  ],
];

describe('coddle doctor, of the world outside', () => {
  let data: Files;
  let machine: WellMachine;
  beforeAll(async () => (data = await soundData()));
  beforeEach(() => (machine = new WellMachine(data)));
  afterEach(() => machine.machine.clear());
  const told = async (check: string) => machine.tellsOf(await machine.call(doctorCommand), check);

  it.each(ADDRESS)('says of the address: %s', async (line, response) => {
    machine.lets({ responses: { [HEALTH]: response } });
    expect(await told('address')).toEqual([line]);
  });

  it.each(BOTS)('says of bots: %s', async (line, response) => {
    machine.lets({ responses: { [HEALTH]: response } });
    expect(await told('bots')).toEqual([line]);
  });

  it.each(NETWORK)('says of the network: %s', async (line, responses) => {
    machine.lets({ responses });
    machine.reports({ cloud: { status: 'down', code: 'CLOUD_UNAVAILABLE', reason: 'gone' } });
    expect(await told('network')).toEqual([line]);
  });

  it('blames the server alone when none responds behind the tunnel', async () => {
    machine.loses(`${LOCAL}/health`, `${LOCAL}/health/ready`);
    machine.lets({ responses: { [HEALTH]: page(502) } });
    const { out, err } = await machine.call(doctorCommand);
    expect(out).toMatch(
      /^unsure +key, .*, address, bots, metadata, login, mcp +not checked: the server does not respond\. /m,
    );
    expect(err).toBe('These need fixing: server.\n');
  });

  it('says how a public address is set where there is none', async () => {
    machine.machine.write('etc/coddle/coddle.env', '');
    const said = await machine.call(doctorCommand);
    expect(said.code).toBe(0);
    expect(machine.tellsOf(said, 'address')).toEqual([
      'note: PUBLIC_URL is not set, so no assistant can reach Coddle from the internet. Tip: set up a tunnel as /opt/coddle/current/docs/deploy.md shows, add PUBLIC_URL=https://… to /etc/coddle/coddle.env, and run sudo systemctl restart coddle',
    ]);
    expect(machine.tellsOf(said, 'bots')).toEqual([]);
  });

  it('takes one refused connection for no network where there is no public address', async () => {
    machine.machine.write('etc/coddle/coddle.env', '');
    machine.lets({ responses: { [CLOUD]: failing('EAI_AGAIN') } });
    machine.reports({ cloud: { status: 'down', code: 'CLOUD_UNAVAILABLE', reason: 'gone' } });
    expect((await told('network'))[0]).toContain(
      "there is no network: Anova's cloud cannot be reached (EAI_AGAIN)",
    );
  });

  it('believes the line of the server more than a trial of its own', async () => {
    machine.loses(CLOUD);
    expect(await told('network')).toEqual(["ok: Anova's cloud can be reached"]);
  });

  it('reads no more than the beginning of a page that never ends', async () => {
    const endless = new ReadableStream({ pull: (flow) => flow.enqueue(new Uint8Array(4096).fill(97)) });
    machine.lets({ responses: { [HEALTH]: () => new Response(endless) } });
    machine.lets({ responses: { [`${LOCAL}/health`]: healthy } });
    expect((await told('address'))[0]).toContain('something other than Coddle responds');
  });

  it('shows no key where it asks for the health', async () => {
    const seen: (string | null)[] = [];
    const keep = (request: Request) => {
      seen.push(request.headers.get('authorization'));
      return healthy();
    };
    machine.lets({ responses: { [HEALTH]: keep, [CLOUD]: keep } });
    await machine.call(doctorCommand);
    expect(seen).toEqual([null, null, null, null]);
  });
});
