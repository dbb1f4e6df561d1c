import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from '../../src/cli/cli-context.js';
import { CliError } from '../../src/cli/cli.errors.js';
import { discardedCommand } from '../../src/cli/discarded-command.js';
import { statusCommand } from '../../src/cli/status-command.js';
import { stopCommand } from '../../src/cli/stop-command.js';
import { doctorCommand } from '../../src/cli/doctor/doctor-command.js';
import { InvalidSettingsError } from '../../src/config/config.errors.js';
import { SystemClock } from '../../src/shared/clock.js';
import { TestMachine } from '../harness/test-machine.js';
import { letPass } from '../harness/journey.js';
import { API_KEY, TOKEN } from '../harness/test-app.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';

const BY_HAND = 'Press the button on the cooker, or unplug it.';
const COMMANDS = {
  ...{ stop: stopCommand, status: statusCommand, discarded: discardedCommand, doctor: doctorCommand },
};

describe('The commands of the owner beside a server in a folder', () => {
  let folder: string;
  let two: TwoCookers;
  let port: string;
  let machine: TestMachine;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-checkout-'));
    mkdirSync(join(folder, 'config'));
    two = await TwoCookers.open({ environment: { configDir: join(folder, 'config') } });
    ({ port } = new URL(two.testApp.url));
    machine = new TestMachine();
  });
  afterEach(async () => {
    machine.clear();
    await two.testApp.close();
    rmSync(folder, { recursive: true });
  });

  const writeCredentials = (more: object = {}, at = join(folder, 'config')) =>
    writeFileSync(
      join(at, 'credentials.json'),
      JSON.stringify({ personal_access_token: TOKEN, api_key: API_KEY, port: Number(port), ...more }),
      { mode: 0o600 },
    );

  /** Runs a command in the folder, on a machine whose installation lies below the given root. */
  async function coddle(words: readonly string[], more: Partial<CliContext> = {}) {
    const [name, ...rest] = words as [keyof typeof COMMANDS, ...string[]];
    const io = machine.io({
      ...{ folder, places: { ...machine.places, isLive: true }, fetch, clock: new SystemClock() },
      ...more,
    });
    const before = machine.out.length;
    let error: Error | undefined;
    let hasEnded = false;
    const ended = COMMANDS[name](io)
      .parseAsync([...rest], { from: 'user' })
      .catch((thrown: Error) => (error = thrown))
      .finally(() => (hasEnded = true));
    while (!hasEnded) await letPass(two.testApp, 500);
    await ended;
    if (error !== undefined && !(error instanceof CliError || error instanceof InvalidSettingsError))
      throw error;
    return { out: machine.out.slice(before), refusal: (error as Error | undefined)?.message };
  }

  const stopped = { refusal: undefined, out: expect.stringMatching(/^Stopped /) as string };
  const discards = async (more: Partial<CliContext> = {}) =>
    coddle(['discarded', 'abc'], {
      terminal: {
        isInteractive: true,
        ask: async () => '',
        askUnseen: async () => '',
        pipedLine: async () => '',
      },
      ...more,
    });

  it('read the settings from config/credentials.json', async () => {
    writeCredentials({ data_dir: two.testApp.data.path });
    await two.start(CELLAR);
    expect(await coddle(['status'])).toEqual({
      refusal: undefined,
      out: expect.stringMatching(
        /^Coddle runs at .*\n.*\n(.*\n)*Cellar: Chicken.*\nThe journal has \d+ entries\.\n$/,
      ) as string,
    });
    expect(await discards()).toMatchObject({ refusal: expect.stringMatching(/^There is no cook/) as string });
    expect(await coddle(['stop'])).toEqual(stopped);
    expect(two.stopped).toEqual([CELLAR]);
    expect(readFileSync(join(folder, 'config/cli.key'), 'utf8')).toMatch(/^sk-anova-/);
  });

  it('prefer the settings of the environment', async () => {
    writeCredentials({ api_key: 'another-0123456789abcdef0123456789', port: 9 });
    rmSync(join(folder, 'config'), { recursive: true });
    const variables = {
      PERSONAL_ACCESS_TOKEN: TOKEN,
      API_KEY,
      PORT: port,
      HOST: '127.0.0.1',
      DATA_DIR: two.testApp.data.path,
    };
    await two.start(FIRST_COOKER);
    expect((await coddle(['status'], { variables })).out).toContain('Kitchen: Chicken');
    expect((await discards({ variables })).refusal).toMatch(/^There is no cook/);
    expect(await coddle(['stop'], { variables })).toEqual(stopped);
  });

  it('use the folder of CONFIG_DIR', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeCredentials({ api_key: 'another-0123456789abcdef0123456789', port: 9 });
    writeCredentials({}, elsewhere);
    await two.start(FIRST_COOKER);
    const variables = { CONFIG_DIR: 'elsewhere' };
    expect((await coddle(['status'], { variables })).refusal).toBeUndefined();
    expect(await coddle(['stop'], { variables })).toEqual(stopped);
  });

  it('address that server and not an installation', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeCredentials({ port: 9 }, elsewhere);
    const variables = {
      ...{ CONFIG_DIR: 'elsewhere', PORT: port, DATA_DIR: two.testApp.data.path },
      ANOVA_WEBSOCKET_URL: two.testApp.cloud.url,
    };
    const { out, refusal } = await coddle(['doctor'], { variables });
    expect(refusal).toBeUndefined();
    expect(out).toMatch(new RegExp(`^Coddle in ${folder}, with the settings that npm start uses there\\.`));
    expect(out).toMatch(new RegExp(`^ok +server +it responds at http://127\\.0\\.0\\.1:${port} in `, 'm'));
    for (const line of ['settings', 'key', 'cloud', 'token', 'cooker', 'storage', 'safety', 'journal'])
      expect(out).toMatch(new RegExp(`^ok +${line} `, 'm'));
    expect(out).not.toMatch(/sudo coddle|systemctl|journalctl/);
  });

  it('stop and show a cook although other settings are invalid', async () => {
    await two.start(FIRST_COOKER);
    const variables = { API_KEY, PORT: port, HISTORY_DAYS: 'for ever' };
    expect((await coddle(['status'], { variables })).out).toContain('Kitchen: Chicken');
    expect(await coddle(['stop'], { variables })).toEqual(stopped);
  });

  it('address the installed server when the one of the folder is not running', async () => {
    writeCredentials({ port: 9, data_dir: join(folder, 'data') });
    mkdirSync(machine.places.etc, { recursive: true });
    writeCredentials({}, machine.places.etc);
    writeFileSync(join(machine.places.etc, 'coddle.env'), `DATA_DIR=${two.testApp.data.path}\n`);
    await two.start(FIRST_COOKER);
    expect((await coddle(['status'])).out).toContain('Kitchen: Chicken');
    expect((await discards()).refusal).toMatch(/^There is no cook/);
    // Its keys are in another folder, so the key of the settings is used.
    expect(await coddle(['stop'])).toEqual(stopped);
    // A key created there is tried for the four seconds that a server may take to load it.
  }, 20_000);

  it('ignore settings of another program and leave no file beside them', async () => {
    writeFileSync(join(folder, 'config/credentials.json'), '{"user":"me"}', { mode: 0o600 });
    expect((await coddle(['stop'])).refusal).toBe(
      `No API key can be read in the environment or in ${folder}/config, so nothing was sent. Run this as the user who started the server, or press the button on the cooker.`,
    );
    mkdirSync(machine.places.etc, { recursive: true });
    writeCredentials({}, machine.places.etc);
    await two.start(FIRST_COOKER);
    expect((await coddle(['status'])).out).toContain('Kitchen: Chicken');
    expect(await coddle(['stop'])).toEqual(stopped);
    expect(readdirSync(join(folder, 'config'))).toEqual(['credentials.json']);
  });

  it('use only the installation below CODDLE_ROOT when it is set', async () => {
    writeCredentials();
    mkdirSync(machine.places.etc, { recursive: true });
    writeCredentials({ port: 9 }, machine.places.etc);
    expect((await coddle(['stop'], { places: machine.places })).refusal).toBe(
      `Coddle does not respond at http://127.0.0.1:9, so nothing was sent. ${BY_HAND}`,
    );
  });

  it('suggest one step that helps', async () => {
    writeCredentials({ port: 9 });
    expect((await coddle(['stop'])).refusal).toBe(
      `Coddle does not respond at http://127.0.0.1:9, so nothing was sent. ${BY_HAND}`,
    );
    expect((await coddle(['status'])).refusal).toBe(
      `Coddle does not respond at http://127.0.0.1:9: start it with npm start in ${folder}`,
    );
    expect((await discards()).refusal).toBe(
      `The server is not running: start it with npm start in ${folder}, then try again.`,
    );
  });

  it('say where settings were searched when there are none', async () => {
    const none = `There are no settings of a server in ${folder}/config, in ${machine.places.etc} or in the environment: run this in the folder where the server was started.`;
    expect((await coddle(['status'])).refusal).toBe(none);
    expect((await discards()).refusal).toBe(none);
    expect((await coddle(['stop'])).refusal).toBe(
      `Nothing was sent. ${none} Or press the button on the cooker.`,
    );
  });

  it('say that the keys are refused', async () => {
    writeCredentials({ api_key: 'another-0123456789abcdef0123456789' });
    writeFileSync(join(folder, 'config/keys.json'), 'no keys', { mode: 0o600 });
    await two.start(FIRST_COOKER);
    expect((await coddle(['stop'])).refusal).toBe(
      `Coddle at http://127.0.0.1:${port} refuses the keys in ${join(folder, 'config')}, so nothing was sent. ${BY_HAND}`,
    );
    expect(existsSync(join(folder, 'config/cli.key'))).toBe(false);
  });

  it('say that a file readable by others is not used', async () => {
    writeCredentials();
    chmodSync(join(folder, 'config/credentials.json'), 0o644);
    expect((await coddle(['status'])).refusal).toContain('is open to other users: run chmod 600');
  });
});
