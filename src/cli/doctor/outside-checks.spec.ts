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
  'systemctl status cloudflared and journalctl -u cloudflared -n 30 tell why; sudo systemctl restart cloudflared';
const SKIP = `in Cloudflare's dashboard, Security: switch Bot Fight Mode off, which no rule can skip, and Block AI bots off, and add a custom rule "Hostname equals ${HOST}" with the action Skip and everything ticked`;

const page =
  (status: number, text = '', headers: Record<string, string> = {}) =>
  (): Response =>
    new Response(text, { status, headers });
const puzzle = page(403, '<title>Just a moment...</title>', { 'cf-mitigated': 'challenge', 'cf-ray': '1' });
const block = page(403, 'error code: 1010', { server: 'cloudflare' });

/** What answers those whose name matches; the others get to Coddle. */
const against = (agent: RegExp, response: () => Response) => (request: Request) =>
  agent.test(request.headers.get('user-agent') ?? '') ? response() : healthy();

const ADDRESS: readonly [string, () => Response][] = [
  [
    `wrong: the name ${HOST} has no address (ENOTFOUND). Fix: cloudflared tunnel route dns coddle ${HOST}; correct PUBLIC_URL if it is misspelt`,
    failing('ENOTFOUND'),
  ],
  [
    `wrong: ${HOST} refuses the connection, so no tunnel stands there. Fix: ${TUNNEL}`,
    failing('ECONNREFUSED'),
  ],
  [
    `wrong: ${HOST} cannot be reached (EHOSTUNREACH). Fix: ip route get 1.1.1.1 must find a way; ping ${HOST}`,
    failing('EHOSTUNREACH'),
  ],
  [`wrong: ${HOST} does not answer within 8 seconds. Fix: ${TUNNEL}`, failing('UND_ERR_CONNECT_TIMEOUT')],
  [
    `wrong: the certificate of ${HOST} is refused (CERT_NOT_YET_VALID). Fix: look at the clock first: timedatectl; then curl -v https://${HOST}/health tells whose certificate it is`,
    failing('CERT_NOT_YET_VALID'),
  ],
  [
    `wrong: the certificate of ${HOST} is refused (DEPTH_ZERO_SELF_SIGNED_CERT). Fix: look at the clock first: timedatectl; then curl -v https://${HOST}/health tells whose certificate it is`,
    failing('DEPTH_ZERO_SELF_SIGNED_CERT'),
  ],
  [`wrong: ${HOST} broke off (ECONNRESET). Fix: ${TUNNEL}`, failing('ECONNRESET')],
  [
    `wrong: the tunnel is not connected (Cloudflare's error 1033). Fix: ${TUNNEL}`,
    page(530, '<html>error code: 1033</html>'),
  ],
  [`wrong: the tunnel is not connected (Cloudflare's error 530). Fix: ${TUNNEL}`, page(530)],
  [
    `wrong: Cloudflare knows ${HOST}, and it leads to no tunnel (error 1016). Fix: cloudflared tunnel route dns coddle ${HOST}`,
    page(530, 'error code: 1016'),
  ],
  [
    'wrong: the tunnel stands, and finds no server behind it (502). Fix: service in /etc/cloudflared/config.yml must be http://127.0.0.1:5000; then sudo systemctl restart cloudflared',
    page(502),
  ],
  [`wrong: ${HOST} answers with an error of its own (500). Fix: ${TUNNEL}`, page(500)],
  [
    `wrong: the tunnel does not know ${HOST} (404). Fix: hostname in /etc/cloudflared/config.yml must be ${HOST}; then sudo systemctl restart cloudflared`,
    page(404),
  ],
  [
    'wrong: ngrok has no tunnel for it (ERR_NGROK_3200). Fix: ngrok http 5000, then put the address that it prints into PUBLIC_URL',
    page(404, '', { 'ngrok-error-code': 'ERR_NGROK_3200' }),
  ],
  [
    `wrong: ${HOST} sends callers elsewhere (302 to team.cloudflareaccess.com), where an assistant does not follow. Fix: put the address at its end into PUBLIC_URL; if it is a login of Cloudflare Access, take this host name out of Access`,
    page(302, '', { location: 'https://team.cloudflareaccess.com/login?token=secret' }),
  ],
  [
    `wrong: something else than Coddle answers at ${HOST} (200). Fix: correct PUBLIC_URL, or the service in /etc/cloudflared/config.yml`,
    page(200, '<html>Welcome to nginx!</html>'),
  ],
  [`unsure: whatever guards ${HOST} turns this machine away (403). To find out: see the line bots`, puzzle],
];

const BOTS: readonly [string, (request: Request) => Response][] = [
  [
    `wrong: bot protection turns ChatGPT and Claude away (403), and lets curl through: what works in a terminal fails in the assistant. Fix: ${SKIP}`,
    against(/ChatGPT|Claude/, block),
  ],
  [
    `wrong: bot protection turns ChatGPT away (403, with a puzzle for browsers), and lets curl through: what works in a terminal fails in the assistant. Fix: ${SKIP}`,
    against(/ChatGPT/, puzzle),
  ],
  [
    `wrong: bot protection turns Claude away (503), and lets curl through: what works in a terminal fails in the assistant. Fix: let Claude through to ${HOST} in whatever stands before it`,
    against(/Claude/, page(503, 'Just a moment')),
  ],
  [
    `wrong: bot protection turns everybody away, AI clients too (403, with a puzzle for browsers). Fix: ${SKIP}`,
    puzzle,
  ],
  [
    'note: AI clients are let through, and curl is turned away (403). Tip: nothing, unless a monitor of yours asks from outside',
    against(/curl/, block),
  ],
  [
    'unsure: the address does not lead to Coddle. To find out: fix the address first, then run sudo coddle doctor',
    page(502),
  ],
];

const NETWORK: readonly [string, Record<string, () => Response>][] = [
  [
    "wrong: there is no network: neither Anova's cloud nor your own address can be reached (EAI_AGAIN). Fix: ip route must name a default and resolvectl query devices.anovaculinary.io an address; sudo nmtui joins a Wi-Fi",
    { [CLOUD]: failing('EAI_AGAIN'), [HEALTH]: failing('ENETUNREACH') },
  ],
  [
    "wrong: the certificate of Anova's cloud is refused (CERT_NOT_YET_VALID). Fix: look at the clock first: timedatectl; then at who filters TLS in your network",
    { [CLOUD]: failing('CERT_NOT_YET_VALID') },
  ],
  [
    "wrong: the network is there, and Anova's cloud cannot be reached (ENOTFOUND). Fix: Coddle goes on trying; if it lasts, resolvectl query devices.anovaculinary.io tells whether your router filters it",
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

  it('says how a public address is set where there is none', async () => {
    machine.machine.write('etc/coddle/coddle.env', '');
    const said = await machine.call(doctorCommand);
    expect(said.code).toBe(0);
    expect(machine.tellsOf(said, 'address')).toEqual([
      'note: there is no PUBLIC_URL, so no assistant reaches Coddle from the internet. Tip: set up a tunnel as /opt/coddle/current/docs/deploy.md tells, write PUBLIC_URL=https://… into /etc/coddle/coddle.env, and run sudo systemctl restart coddle',
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
    expect((await told('address'))[0]).toContain('something else than Coddle answers');
  });

  it('shows the key of the settings to this machine alone', async () => {
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
