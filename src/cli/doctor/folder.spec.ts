import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Responses } from '../../../test/harness/test-machine.js';
import { API_KEY, TOKEN } from '../../../test/harness/test-app.js';
import type { Files } from '../../../test/harness/storage-folder.js';
import { healthy, LOCAL, soundData, WellMachine, type Said } from '../../../test/harness/healthy-host.js';
import type { CliContext } from '../cli-context.js';
import { doctorCommand } from './doctor-command.js';

const HERE = 'http://127.0.0.1:5055';
const OLD_STEPS =
  /sudo coddle|systemctl [a-z]+ coddle|journalctl -u coddle|coddle\.env|\/etc\/coddle|\/opt\/coddle/;
const PARTS = {
  cloud: { status: 'up' },
  cooker: { status: 'up', reading_age_seconds: 1.3 },
  storage: { status: 'up', journal_entries: 12, journal_hash: 'abc' },
  safety: { status: 'up', rules_version: 'r1' },
};

describe('coddle doctor beside a server that was started in a folder', () => {
  let data: Files;
  let machine: WellMachine;
  let folder: string;
  beforeAll(async () => (data = await soundData()));
  beforeEach(() => {
    machine = new WellMachine(data);
    folder = join(machine.machine.root, 'home/me/coddle');
    mkdirSync(join(folder, 'data'), { recursive: true });
    for (const [name, bytes] of data) writeFileSync(join(folder, 'data', name), bytes);
    machine.machine.write(
      'home/me/coddle/elsewhere/credentials.json',
      JSON.stringify({ personal_access_token: TOKEN, api_key: API_KEY }),
    );
    runs({});
  });
  afterEach(() => machine.machine.clear());

  /** Has the server of the folder respond. */
  function runs(parts: Partial<Record<keyof typeof PARTS, object>>, more: Responses = {}): void {
    machine.lets({
      responses: {
        [`${HERE}/health`]: healthy,
        [`${HERE}/health/ready`]: () => Response.json({ details: { ...PARTS, ...parts } }),
        [`${HERE}/devices`]: () => Response.json({ devices: [] }),
        ...more,
      },
    });
  }

  const doctor = (argv: string[] = [], variables: CliContext['variables'] = {}): Promise<Said> =>
    machine.call(doctorCommand, argv, {
      folder,
      variables: { CONFIG_DIR: 'elsewhere', PORT: '5055', ...variables },
      places: { ...machine.machine.places, isLive: true },
    });
  /** The machine has no installation. */
  const uninstalled = (): void => {
    const { places } = machine.machine;
    Object.assign(places, { etc: join(places.root, 'none'), opt: join(places.root, 'none') });
  };

  it.each([false, true])(
    'looks at it, and names what it leaves out (installed beside it: %s)',
    async (is) => {
      if (!is) uninstalled();
      const { code, out, err } = await doctor();
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(
        /^Coddle in \/home\/me\/coddle, with the settings that npm start uses there\. Not checked, since only an installation has them: owners, unit, sandbox, limits, timer, backup, update\.\n/,
      );
      expect(machine.tellsOf({ code, out, err }, 'server')).toEqual([`ok: it responds at ${HERE} in 0 ms`]);
      const names = out
        .split('\n')
        .slice(1)
        .map((line) => line.split(/\s+/)[1]);
      expect(names).toEqual([
        ...[
          'settings',
          'keys',
          'clock',
          'node',
          'network',
          'server',
          'key',
          'cloud',
          'token',
          'cooker',
          'alerts',
          'storage',
        ],
        ...['safety', 'address', 'disk', 'memory', 'journal', 'is', undefined],
      ]);
      expect(out).toMatch(/ are free for \/home\/me\/coddle\/data, \/home\/me\/coddle\n/);
      expect(out).toMatch(/^ok +journal +it is intact from its first entry/m);
      expect(out).not.toMatch(OLD_STEPS);
    },
  );

  it('tells the same to monitors', async () => {
    const { out } = await doctor(['--json']);
    expect(JSON.parse(out)).toMatchObject({
      release: null,
      folder: '/home/me/coddle',
      healthy: true,
      left_out: ['owners', 'unit', 'sandbox', 'limits', 'timer', 'backup', 'update'],
    });
  });

  it('names what is missing in the settings there, and not in those of an installation', async () => {
    uninstalled();
    const said = await doctor([], { CONFIG_DIR: 'config', API_KEY });
    expect(machine.tellsOf(said, 'settings')).toEqual([
      expect.stringMatching(
        /^wrong: PERSONAL_ACCESS_TOKEN .*\. Fix: do as it says, then start the server again \(npm start\)$/,
      ),
    ]);
    expect(machine.tellsOf(said, 'server')).toEqual([`ok: it responds at ${HERE} in 0 ms`]);
  });

  it('says for every fault what helps without systemd', async () => {
    uninstalled();
    const faults: (readonly [string, () => unknown, RegExp])[] = [
      [
        'token',
        () => runs({ cloud: { status: 'down', code: 'ANOVA_TOKEN_REJECTED' } }),
        /put it into \/home\/me\/coddle\/elsewhere\/credentials\.json, and start the server again \(npm start\)$/,
      ],
      [
        'key',
        () => runs({}, { [`${HERE}/devices`]: () => Response.json({}, { status: 401 }) }),
        /Fix: start the server again \(npm start\)$/,
      ],
      [
        'storage',
        () => runs({ storage: { status: 'down', reason: 'It is full.' } }),
        /Fix: the server's output names the file and what to do$/,
      ],
      [
        'safety',
        () => runs({ safety: { status: 'down', message: 'It is broken.' } }),
        /Fix: do not cook; npm ci && npm run build builds the server again$/,
      ],
      [
        'server',
        () => machine.loses(`${HERE}/health`),
        /Fix: start the server again \(npm start\); if that does not help, the server's output shows why$/,
      ],
      [
        'keys',
        () => machine.machine.write('home/me/coddle/elsewhere/keys.json', 'no keys'),
        /then start the server again \(npm start\)$/,
      ],
      [
        'journal',
        () => writeFileSync(join(folder, 'data/coddle.db'), 'x'.repeat(9_000)),
        /Fix: do as it says, then start the server again \(npm start\)$/,
      ],
    ];
    for (const [check, happens, step] of faults) {
      happens();
      const said = await doctor();
      expect(machine.tellsOf(said, check).at(-1)).toMatch(step);
      expect(said.out).not.toMatch(OLD_STEPS);
    }
  });

  it('looks at the installed one where that of the folder does not respond, or has its address', async () => {
    machine.loses(`${HERE}/health`);
    expect((await doctor()).out).toMatch(/^Coddle 1\.2\.3\n/);
    runs({});
    expect((await doctor([], { PORT: '5000' })).out).toContain(`Coddle 1.2.3\n`);
    expect(Object.keys(machine.responses)).toContain(`${LOCAL}/health`);
  });

  it('says where settings were looked for when there are none', async () => {
    uninstalled();
    const { code, out, err } = await doctor([], { CONFIG_DIR: 'config' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^There are no settings of a server in \/home\/me\/coddle\/config, in /);
    expect(machine.machine.ran).toEqual([]);
  });
});
