import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runCli } from '../../src/cli/cli-program.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { Api } from '../harness/api.js';
import { responseOf, chicken, letPass } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const HOUR = 3_600_000;

describe('Named keys', () => {
  let configDir: string;
  let testApp: TestApp;
  beforeEach(async () => {
    configDir = mkdtempSync(join(tmpdir(), 'coddle-config-'));
    testApp = await startTestApp({ environment: { configDir } });
  });
  afterEach(async () => {
    await testApp.close();
    rmSync(configDir, { recursive: true });
  });

  /** Runs the command beside the running server and returns what it prints. */
  async function key(...words: string[]): Promise<string> {
    const printed: string[] = [];
    const code = await runCli(['keys', ...words], {
      stdout: { write: (text) => printed.push(text) },
      stderr: { write: () => true },
      variables: { CODDLE_ROOT: configDir, CONFIG_DIR: configDir },
      folder: '.',
      now: testApp.clock.now(),
      randomBytes,
    });
    expect(code).toBe(0);
    return printed.join('').trim();
  }
  const callWith = (shown: string) => new Api(testApp.url, shown);
  const statusFor = async (shown: string) => (await callWith(shown).get('/status')).status;
  const jump = async (ms: number) => {
    testApp.clock.jump(ms);
    await letPass(testApp, 2_000);
  };

  it('are accepted within two seconds and named in the journal of their starts', async () => {
    const phone = await key('add', 'phone');
    await letPass(testApp, 2_000);
    const { status, body } = await responseOf(testApp, callWith(phone).post('/start-cook', chicken()));
    expect(status).toBe(200);
    const journal = testApp.app.get(JournalStore, { strict: false });
    const [intended] = await journal.ofCommand(String(body['cook_id']));
    expect(intended).toMatchObject({ stage: 'intended', content: { requestedBy: 'phone' } });
    expect(JSON.stringify(await journal.after(0, 100))).not.toContain(phone);
    expect(testApp.logs.join('\n')).not.toContain(phone);
  });

  it('are refused within two seconds after they are revoked, and the others are not', async () => {
    const [phone, garden] = [await key('add', 'phone'), await key('add', 'garden')];
    await letPass(testApp, 2_000);
    expect(await Promise.all([phone, garden].map(statusFor))).toEqual([200, 200]);
    await key('revoke', 'phone');
    await letPass(testApp, 2_000);
    expect(await Promise.all([phone, garden].map(statusFor))).toEqual([401, 200]);
    expect((await testApp.api.get('/status')).status).toBe(200);
  });

  it('overlap while they are rotated, until the old one expires', async () => {
    const old = await key('add', 'phone');
    const young = await key('rotate', 'phone', '--overlap', '2');
    await letPass(testApp, 2_000);
    expect(await Promise.all([old, young].map(statusFor))).toEqual([200, 200]);
    await jump(HOUR);
    expect(await Promise.all([old, young].map(statusFor))).toEqual([200, 200]);
    await jump(HOUR);
    expect(await Promise.all([old, young].map(statusFor))).toEqual([401, 200]);
  });

  it('are all refused while others can read their file, and the log says what to do', async () => {
    const phone = await key('add', 'phone');
    chmodSync(join(configDir, 'keys.json'), 0o644);
    await letPass(testApp, 2_000);
    expect(await statusFor(phone)).toBe(401);
    expect((await testApp.api.get('/status')).status).toBe(200);
    expect(testApp.logs.filter((line) => line.includes('run chmod 600'))).toHaveLength(1);
  });

  it('are all kept when several are added at once', async () => {
    const options = { env: { CODDLE_ROOT: configDir, CONFIG_DIR: configDir } };
    const add = (name: string) =>
      promisify(execFile)(process.execPath, ['dist/coddle.js', 'keys', 'add', name], options);
    const added = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(add));
    await letPass(testApp, 2_000);
    const statuses = await Promise.all(added.map(({ stdout }) => statusFor(stdout.trim())));
    expect(statuses).toEqual(Array(6).fill(200));
  });
});
