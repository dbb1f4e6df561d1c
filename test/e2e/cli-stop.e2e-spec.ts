import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/cli-program.js';
import { acknowledgedOnly, refused } from '../../src/simulator/behaviours.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { API_KEY, TOKEN } from '../harness/test-app.js';
import { letPass } from '../harness/journey.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';

describe('coddle stop', () => {
  let root: string;
  let etc: string;
  let two: TwoCookers;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'coddle-stop-'));
    etc = join(root, 'etc/coddle');
    mkdirSync(etc, { recursive: true });
    const credentials = JSON.stringify({ personal_access_token: TOKEN, api_key: API_KEY });
    writeFileSync(join(etc, 'credentials.json'), credentials, { mode: 0o600 });
    two = await TwoCookers.open({ environment: { configDir: etc } });
    writeFileSync(join(etc, 'coddle.env'), `PORT=${new URL(two.testApp.url).port}\n`);
  });
  afterEach(async () => {
    await two.testApp.close();
    rmSync(root, { recursive: true });
  });

  /** Runs the command beside the running server, whose clock advances meanwhile. */
  async function coddle(...words: string[]) {
    const said = { out: '', err: '' };
    let code: number | undefined;
    const ended = runCli(['stop', ...words], {
      stdout: { write: (text) => (said.out += text) },
      stderr: { write: (text) => (said.err += text) },
      variables: { CODDLE_ROOT: root },
      folder: root,
      now: two.testApp.clock.now(),
      randomBytes,
    }).then((given) => (code = given));
    while (code === undefined) await letPass(two.testApp, 500);
    await ended;
    return { code, ...said };
  }

  it('stops the cook with its own key, which only the owner can read', async () => {
    await two.start(CELLAR);
    const { code, out, err } = await coddle();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Stopped before the 90 minutes had begun\..*\n$/);
    expect(two.stopped).toEqual([CELLAR]);
    const file = join(etc, 'cli.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, 'utf8').trim();
    expect(key).toMatch(/^sk-anova-/);
    const journal = two.testApp.app.get(JournalStore, { strict: false });
    const intended = (await journal.after(0, 100)).filter(
      ({ kind, stage }) => kind === 'stop' && stage === 'intended',
    );
    expect(intended.map(({ content }) => content)).toMatchObject([{ requestedBy: 'key:cli' }]);
    expect(out + two.testApp.logs.join()).not.toContain(key);

    expect(await coddle()).toEqual({ code: 0, err: '', out: 'Nothing is cooking on Kitchen or Cellar.\n' });
    expect(readFileSync(file, 'utf8').trim()).toBe(key);
  });

  it('stops the named cooker', async () => {
    await two.start(FIRST_COOKER);
    const cook = await two.start(CELLAR, { time_minutes: 95 });
    const which = await coddle();
    expect({ code: which.code, out: which.out }).toEqual({ code: 1, out: '' });
    expect(which.err).toBe(
      `Several cookers run or may be running: Kitchen (${FIRST_COOKER}), Cellar (${CELLAR}). Run coddle stop --device ID with the id of the one to stop.\n`,
    );
    expect(await coddle('--device', 'Kitchen'.toLowerCase())).toMatchObject({ code: 0, err: '' });
    expect(two.stopped).toEqual([FIRST_COOKER]);
    expect(await coddle('--cook', cook)).toMatchObject({ code: 0, err: '' });
    expect(two.stopped).toEqual([FIRST_COOKER, CELLAR]);
  });

  it('names another running cooker and exits with 1', async () => {
    await two.start(CELLAR);
    expect(await coddle('--device', 'Kitchen')).toEqual({
      code: 1,
      out: '',
      err: 'Nothing is cooking on Kitchen. Cellar is still cooking: name it to stop it.\n',
    });
  });

  it('passes on what was ignored', async () => {
    await two.start(CELLAR);
    const { code, out } = await coddle('--device', 'At\u001btic');
    expect(code).toBe(0);
    expect(out).toContain('No cooker has the device_id or the name "At·tic", so it was left out.\n');
  });

  it('passes on what was ignored by a stop without effect', async () => {
    expect(await coddle('--cook', 'At\u001btic')).toEqual({
      code: 0,
      err: '',
      out: 'Nothing is cooking on Kitchen or Cellar.\nNo cook with the cook_id "At·tic" is on, so it was left out.\n',
    });
  });

  it('says once how to stop the cooker by hand, and what was ignored', async () => {
    await two.start(CELLAR);
    two.testApp.cloud.everyCommand(refused());
    expect(await coddle('--device', 'Attic')).toEqual({
      code: 1,
      out: '',
      err: [
        "Anova's cloud refused the stop. Stop the cooker by hand: hold its button or unplug it. The reason is in the server's log.",
        'No cooker has the device_id or the name "Attic", so it was left out.',
        '',
      ].join('\n'),
    });
    await two.testApp.cloud.goAway();
    await letPass(two.testApp, 1_000);
    const { code, err } = await coddle();
    expect(code).toBe(1);
    expect(err).toMatch(/^The stop was not sent\. Stop the cooker by hand/);
    expect(err.match(/unplug/g)).toHaveLength(1);
    expect(err).not.toContain('Press the button');
  });

  it('creates another key when its own was revoked', async () => {
    await coddle();
    const file = join(etc, 'cli.key');
    const before = readFileSync(file, 'utf8');
    writeFileSync(join(etc, 'keys.json'), '[]', { mode: 0o600 });
    await letPass(two.testApp, 2_000);
    await two.start(CELLAR);
    expect(await coddle()).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(file, 'utf8')).not.toBe(before);
  });

  it('uses the key of the settings when it cannot create one', async () => {
    writeFileSync(join(etc, 'keys.json'), 'no keys', { mode: 0o600 });
    await two.start(CELLAR);
    expect(await coddle()).toMatchObject({ code: 0, err: '' });
    expect(two.stopped).toEqual([CELLAR]);
  });

  it('exits with 1 while the cooker has not shown the stop', async () => {
    await two.start(CELLAR);
    two.testApp.cloud.everyCommand(acknowledgedOnly);
    const { code, out, err } = await coddle();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('has not shown it yet');
  });

  it('says what helps when the server does not respond', async () => {
    writeFileSync(join(etc, 'coddle.env'), 'PORT=9\n');
    expect(await coddle()).toEqual({
      code: 1,
      out: '',
      err: 'Coddle does not respond at http://127.0.0.1:9, so nothing was sent. Press the button on the cooker, or unplug it.\n',
    });
  });

  it('works with invalid settings', async () => {
    writeFileSync(join(etc, 'credentials.json'), '{}', { mode: 0o600 });
    await two.start(CELLAR);
    expect(await coddle()).toMatchObject({ code: 0, err: '' });
  });
});
