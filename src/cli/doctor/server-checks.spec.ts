import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../../test/harness/storage-folder.js';
import { failing, healthy, LOCAL, soundData, WellMachine } from '../../../test/harness/healthy-host.js';
import { doctorCommand } from './doctor-command.js';

type Trouble = [check: string, told: string, arrange: (machine: WellMachine) => void];

const down = (facts: object) => ({ status: 'down', ...facts });
const rejected = down({ reason: 'Anova rejects the token', code: 'ANOVA_TOKEN_REJECTED' });
const away = down({ reason: "There is no connection to Anova's cloud", code: 'CLOUD_UNAVAILABLE' });
const dialling = down({ reason: "The server is connecting to Anova's cloud for the first time" });
const offline = down({ reason: 'The cooker is offline', reading_age_seconds: 9000 });
const health = (response: () => Response) => (machine: WellMachine) =>
  machine.lets({ responses: { [`${LOCAL}/health`]: response } });
const noReply = (machine: WellMachine) =>
  machine.loses(`${LOCAL}/health`, `${LOCAL}/health/ready`, `${LOCAL}/devices`);
const NO_SERVER =
  'unsure: not checked: the server does not respond. To find out: fix the server first, then run sudo coddle doctor';
const LATER = 'wait a minute, then run sudo coddle doctor';
const PLUG_IN =
  'plug it in, check its display and its Wi-Fi, and make sure that the Anova Oven app shows it in the account that the token belongs to';

const TROUBLES: readonly Trouble[] = [
  [
    'server',
    'wrong: nothing responds at http://127.0.0.1:5000 (ECONNREFUSED). Fix: sudo systemctl restart coddle; if that does not help, journalctl -u coddle -n 50 shows why',
    health(failing('ECONNREFUSED')),
  ],
  [
    'server',
    'wrong: it accepts connections at http://127.0.0.1:5000 but never responds. Fix: sudo systemctl restart coddle; if that does not help, journalctl -u coddle -n 50 shows why',
    health(() => {
      throw new DOMException('too late', 'TimeoutError');
    }),
  ],
  [
    'server',
    'wrong: another program responds at http://127.0.0.1:5000. Fix: sudo ss -ltnp shows which one: stop it, or set another PORT, then sudo systemctl restart coddle',
    health(() => new Response('It works!')),
  ],
  [
    'server',
    'unsure: PORT is 0, so the server picks a free port and cannot be found. To find out: set a PORT in /etc/coddle/coddle.env and run sudo systemctl restart coddle',
    ({ machine }) => machine.write('etc/coddle/coddle.env', 'PORT=0'),
  ],
  [
    'server',
    'unsure: it does not respond at http://127.0.0.1:5000, and the settings that name its port cannot be read. To find out: see the line settings',
    (machine) => {
      rmSync(join(machine.machine.places.etc, 'coddle.env'));
      mkdirSync(join(machine.machine.places.etc, 'coddle.env'));
      noReply(machine);
    },
  ],
  ...['key', 'cloud', 'token', 'cooker', 'storage', 'safety'].map((check): Trouble => [
    check,
    NO_SERVER,
    noReply,
  ]),
  [
    'key',
    'wrong: the server rejects the API key of the settings: it still runs with older settings. Fix: sudo systemctl restart coddle',
    (machine) =>
      machine.lets({ responses: { [`${LOCAL}/devices`]: () => new Response('', { status: 401 }) } }),
  ],
  [
    'key',
    'unsure: not checked: the settings cannot be used. To find out: see the line settings',
    ({ machine }) => machine.write('etc/coddle/coddle.env', 'DEBUG=maybe'),
  ],
  [
    'cloud',
    'ok: it can be reached, and rejects the token',
    (machine) => machine.reports({ cloud: rejected }),
  ],
  [
    'cloud',
    `unsure: The server is connecting to Anova's cloud for the first time. To find out: ${LATER}`,
    (machine) => machine.reports({ cloud: dialling }),
  ],
  [
    'cloud',
    'wrong: this machine reaches it, but the server is not connected to it. Fix: the server keeps trying to connect; if this lasts, journalctl -u coddle -n 50 shows why',
    (machine) => machine.reports({ cloud: away }),
  ],
  [
    'token',
    'wrong: Anova rejects the token. Fix: make a new one in the Anova Oven app (More → Developer → Personal Access Tokens), put it into /etc/coddle/credentials.json, and run sudo systemctl restart coddle',
    (machine) => machine.reports({ cloud: rejected }),
  ],
  [
    'token',
    `unsure: not checked: there is no connection to Anova's cloud. To find out: ${LATER}`,
    (machine) => machine.reports({ cloud: dialling }),
  ],
  [
    'cooker',
    `wrong: The cooker is offline; it was last heard from 2 hours ago. Fix: ${PLUG_IN}`,
    (machine) => machine.reports({ cooker: offline }),
  ],
  [
    'cooker',
    `wrong: No cooker is known that can be started; it has never been heard from. Fix: ${PLUG_IN}`,
    (machine) =>
      machine.reports({
        cooker: down({ reason: 'No cooker is known that can be started', reading_age_seconds: null }),
      }),
  ],
  [
    'cooker',
    'wrong: the account has no cooker with the id in DEVICE_ID. Fix: remove DEVICE_ID from /etc/coddle/coddle.env, or set it to the id that the app shows, then sudo systemctl restart coddle',
    (machine) => {
      machine.machine.write('etc/coddle/coddle.env', 'DEVICE_ID=pot-2');
      machine.reports({ cooker: down({ reason: 'No cooker is known' }) });
    },
  ],
  [
    'cooker',
    `unsure: not checked: there is no connection to Anova's cloud; it was last heard from 2 hours ago. To find out: ${LATER}`,
    (machine) => machine.reports({ cloud: away, cooker: offline }),
  ],
  [
    'storage',
    'wrong: The disk is full, so nothing may start. Status and stop still work. Fix: journalctl -u coddle -n 50 names the file and what to do',
    (machine) =>
      machine.reports({
        storage: down({ reason: 'The disk is full, so nothing may start. Status and stop still work.' }),
      }),
  ],
  [
    'safety',
    'wrong: The safety engine approves what it must refuse. Fix: do not cook; sudo coddle rollback goes back to the previous release (/opt/coddle/releases)',
    (machine) =>
      machine.reports({ safety: down({ message: 'The safety engine approves what it must refuse' }) }),
  ],
];

describe('coddle doctor, of the server', () => {
  let data: Files;
  let machine: WellMachine;
  beforeAll(async () => (data = await soundData()));
  beforeEach(() => (machine = new WellMachine(data)));
  afterEach(() => machine.machine.clear());

  it.each(TROUBLES)('says of %s: %s', async (check, told, arrange) => {
    arrange(machine);
    expect(machine.tellsOf(await machine.call(doctorCommand), check)).toEqual([told]);
  });

  it.each([
    ['HOST=0.0.0.0', 'http://127.0.0.1:5000'],
    ['HOST=::', 'http://[::1]:5000'],
    ['HOST=fd00::1', 'http://[fd00::1]:5000'],
    ['HOST=192.168.1.7\nPORT=5005', 'http://192.168.1.7:5005'],
    ['DEBUG=maybe\nPORT=5005', 'http://127.0.0.1:5005'],
    ['DEBUG=maybe\nPORT=many', 'http://127.0.0.1:5000'],
  ])('asks a server with %j at %s', async (settings, address) => {
    machine.machine.write('etc/coddle/coddle.env', settings);
    machine.lets({ responses: { [`${address}/health`]: healthy } });
    expect(machine.tellsOf(await machine.call(doctorCommand), 'server')).toEqual([
      `ok: it responds at ${address} in 0 ms`,
    ]);
  });
});
