import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/cli-program.js';
import { responseOf, chicken } from '../harness/journey.js';
import { API_KEY, startTestApp, TOKEN, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** Replacements for system programs, by what they print. */
const PROGRAMS = {
  systemctl:
    'LoadState=loaded\nActiveState=active\nUnitFileState=enabled\nNRestarts=0\nExecMainStartTimestamp=@1772359200',
  'systemd-analyze': '→ Overall exposure level for coddle.service: 1.3 OK',
  timedatectl: 'NTP=yes\nNTPSynchronized=yes',
};

describe('A running server', () => {
  let testApp: TestApp;
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'coddle-root-'))));
  afterEach(async () => {
    await testApp.close();
    rmSync(root, { recursive: true });
  });

  /** Starts a server and creates an installation around it. */
  async function install(options: TestAppOptions = {}, settings: readonly string[] = []): Promise<void> {
    testApp = await startTestApp(options);
    for (const folder of ['etc/coddle', 'opt/coddle/releases/1.2.3', 'bin']) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    symlinkSync('releases/1.2.3', join(root, 'opt/coddle/current'));
    const secrets = JSON.stringify({ personal_access_token: TOKEN, api_key: API_KEY });
    writeFileSync(join(root, 'etc/coddle/credentials.json'), secrets, { mode: 0o600 });
    const { port } = new URL(testApp.url);
    const given = [
      `PORT=${port}`,
      `PUBLIC_URL=http://localhost:${port}`,
      `ANOVA_WEBSOCKET_URL=${testApp.cloud.url}`,
      `DATA_DIR=${testApp.data.path}`,
    ];
    writeFileSync(join(root, 'etc/coddle/coddle.env'), [...given, ...settings].join('\n'));
    for (const [name, said] of Object.entries(PROGRAMS)) {
      writeFileSync(join(root, 'bin', name), `#!/bin/sh\necho '${said}'\n`, { mode: 0o755 });
    }
  }

  async function coddle(...argv: string[]) {
    const said = { out: '', err: '' };
    const code = await runCli(argv, {
      stdout: { write: (text) => (said.out += text) },
      stderr: { write: (text) => (said.err += text) },
      variables: {
        CODDLE_ROOT: root,
        PATH: join(root, 'bin'),
        CODDLE_SYSTEMCTL: join(root, 'bin/systemctl'),
      },
      folder: root,
      now: new Date(),
      randomBytes,
    });
    return { code, ...said };
  }

  it('passes the doctor', async () => {
    await install();
    const { code, out, err } = await coddle('doctor');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of [
      /^Coddle 1\.2\.3\n/,
      /^ok +server +it responds at http:\/\/127\.0\.0\.1:\d+ in \d+ ms$/m,
      /^ok +network +Anova's cloud can be reached$/m,
      /^ok +key +the server accepts the API key of the settings$/m,
      /^ok +cloud +it is connected$/m,
      /^ok +token +Anova accepts it$/m,
      /^ok +cooker +\S.* was last heard from [\d.]+ seconds ago$/m,
      /^ok +storage +it can be written to; the journal has \d+ entries$/m,
      /^ok +safety +it refuses what it must$/m,
      /^ok +address +http:\/\/localhost:\d+ reaches this server$/m,
      /^ok +bots +ChatGPT and Claude are let through, as curl is$/m,
      /^ok +metadata +clients find where to sign in, at all 3 addresses$/m,
      /^ok +login +a client without a token learns where to sign in$/m,
      /^ok +mcp +an assistant gets \d+ tools at http:\/\/localhost:\d+\/mcp in \d+ ms$/m,
      /^ok +journal +it is intact from its first entry to its newest, number \d+; the whole database takes \d+\.\d MB$/m,
    ])
      expect(out).toMatch(line);
  });

  it('gets a diagnosis of a refused token', async () => {
    await install({ environment: { personalAccessToken: 'anova-of-yesterday' }, connected: false });
    const ready = () => testApp.api.get('/health/ready');
    await until(async () => JSON.stringify((await ready()).body).includes('ANOVA_TOKEN_REJECTED'), true);
    const { code, out } = await coddle('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/^wrong +token +Anova rejects the token\. Fix: make a new one/m);
    expect(out).not.toContain(TOKEN);
  });

  it('gets a diagnosis of a refused key and a damaged journal', async () => {
    await install({ environment: { apiKey: 'another-0123456789abcdef0123456789' } });
    rmSync(join(testApp.data.path, 'journal.key'));
    const { code, out } = await coddle('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/^wrong +key +the server rejects the API key of the settings/m);
    expect(out).toMatch(/^wrong +journal +.+ Fix: /m);
  });

  it('gets a diagnosis of a proxy that rejects AI clients, over a real socket', async () => {
    const guard = await guarding(() => testApp.url);
    const { port } = guard.address() as AddressInfo;
    await install({}, [`PUBLIC_URL=http://localhost:${port}`]);
    const { code, out } = await coddle('doctor');
    guard.close();
    expect(code).toBe(1);
    expect(out).toMatch(
      /^wrong +bots +bot protection turns ChatGPT and Claude away \(403\), but lets curl through/m,
    );
    expect(out).toMatch(/^ok +address /m);
  });

  it('is described by the status command', async () => {
    await install();
    testApp.cooker.setWater(65);
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    const { code, out, err } = await coddle('status');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Coddle 1\.2\.3 runs at http:\/\/127\.0\.0\.1:\d+ since 2026-03-01 10:00 UTC, for /);
    expect(out).toMatch(
      /^Coddle is connected to Anova's cloud, and the cooker was last heard from [\d.]+ seconds ago\.$/m,
    );
    expect(out).toMatch(/: Chicken.* at 65 °C/);
    expect(out).toMatch(/^The journal has \d+ entries\. /m);
    expect(JSON.parse((await coddle('status', '--json')).out)).toMatchObject({
      cookers: [{ is_running: true, target_temp_celsius: 65, cook: { started_by: 'coddle' } }],
    });
  });
});

/** A proxy that rejects requests with the user agent of an AI client. */
async function guarding(url: () => string): Promise<Server> {
  const guard = createServer((request, response) => {
    if (/ChatGPT|Claude/.test(request.headers['user-agent'] ?? '')) {
      response.writeHead(403, { server: 'cloudflare' }).end('error code: 1010');
      return;
    }
    void fetch(url() + request.url).then(async (fetched) =>
      response.writeHead(fetched.status).end(await fetched.text()),
    );
  });
  guard.listen(0, 'localhost');
  await once(guard, 'listening');
  return guard;
}
