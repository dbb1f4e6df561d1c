import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../../test/harness/storage-folder.js';
import { failing, healthy, LOCAL, soundData, WellMachine } from '../../../test/harness/healthy-host.js';
import { doctorCommand } from './doctor-command.js';

type Trouble = [check: string, told: string, arrange: (machine: WellMachine) => void];

const down = (facts: object) => ({ status: 'down', ...facts });
const rejected = down({ reason: 'Anova refuses the token', code: 'ANOVA_TOKEN_REJECTED' });
const away = down({ reason: "There is no connection to Anova's cloud", code: 'CLOUD_UNAVAILABLE' });
const dialling = down({ reason: "The server is connecting to Anova's cloud for the first time" });
const offline = down({ reason: 'The cooker is offline', reading_age_seconds: 9000 });
const health = (response: () => Response) => (machine: WellMachine) =>
  machine.lets({ responses: { [`${LOCAL}/health`]: response } });
const noReply = (machine: WellMachine) =>
  machine.loses(`${LOCAL}/health`, `${LOCAL}/health/ready`, `${LOCAL}/devices`);
const NO_SERVER =
  'unsure: not checked: the server does not answer. To find out: fix the server first, then run sudo coddle doctor';
const LATER = 'wait a minute, then run sudo coddle doctor';
const PLUG_IN =
  'plug it in, look at its display and its Wi-Fi, and see that the Anova Oven app shows it under the account of the token';

const TROUBLES: readonly Trouble[] = [
  [
    'server',
    'wrong: nothing answers at http://127.0.0.1:5000 (ECONNREFUSED). Fix: sudo systemctl restart coddle, and when that does not help journalctl -u coddle -n 50 tells why',
    health(failing('ECONNREFUSED')),
  ],
  [
    'server',
    'wrong: it accepts connections at http://127.0.0.1:5000 but never answers. Fix: sudo systemctl restart coddle, and when that does not help journalctl -u coddle -n 50 tells why',
    health(() => {
      throw new DOMException('too late', 'TimeoutError');
    }),
  ],
  [
    'server',
    'wrong: another program answers at http://127.0.0.1:5000. Fix: sudo ss -ltnp shows which: end it, or set another PORT, then sudo systemctl restart coddle',
    health(() => new Response('It works!')),
  ],
  [
    'server',
    'unsure: PORT is 0, so it listens at any port and cannot be asked. To find out: set a PORT in /etc/coddle/coddle.env and run sudo systemctl restart coddle',
    ({ machine }) => machine.write('etc/coddle/coddle.env', 'PORT=0'),
  ],
  [
    'server',
    'unsure: it does not answer at http://127.0.0.1:5000, and only the settings know its port. To find out: see the line settings',
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
    'wrong: the server refuses the API key of the settings: it runs with older ones. Fix: sudo systemctl restart coddle',
    (machine) =>
      machine.lets({ responses: { [`${LOCAL}/devices`]: () => new Response('', { status: 401 }) } }),
  ],
  [
    'key',
    'unsure: not checked: the settings cannot be used. To find out: see the line settings',
    ({ machine }) => machine.write('etc/coddle/coddle.env', 'DEBUG=maybe'),
  ],
  ['cloud', 'ok: it answers, and refuses the token', (machine) => machine.reports({ cloud: rejected })],
  [
    'cloud',
    `unsure: The server is connecting to Anova's cloud for the first time. To find out: ${LATER}`,
    (machine) => machine.reports({ cloud: dialling }),
  ],
  [
    'cloud',
    'wrong: this machine reaches it, but the server is not connected to it. Fix: the server goes on trying to connect; if it lasts, journalctl -u coddle -n 50 tells why',
    (machine) => machine.reports({ cloud: away }),
  ],
  [
    'token',
    'wrong: Anova refuses the token. Fix: make a new one in the Anova Oven app (More → Developer → Personal Access Tokens), put it into /etc/coddle/credentials.json, and run sudo systemctl restart coddle',
    (machine) => machine.reports({ cloud: rejected }),
  ],
  [
    'token',
    `unsure: only the cloud could tell, and there is no connection to it. To find out: ${LATER}`,
    (machine) => machine.reports({ cloud: dialling }),
  ],
  [
    'cooker',
    `wrong: The cooker is offline; it was last heard from 2 hours ago. Fix: ${PLUG_IN}`,
    (machine) => machine.reports({ cooker: offline }),
  ],
  [
    'cooker',
    `wrong: No cooker is known that can be started; it was never heard from. Fix: ${PLUG_IN}`,
    (machine) =>
      machine.reports({
        cooker: down({ reason: 'No cooker is known that can be started', reading_age_seconds: null }),
      }),
  ],
  [
    'cooker',
    'wrong: the account has no cooker of the id in DEVICE_ID. Fix: take DEVICE_ID out of /etc/coddle/coddle.env, or put in the one that the app shows, then sudo systemctl restart coddle',
    (machine) => {
      machine.machine.write('etc/coddle/coddle.env', 'DEVICE_ID=pot-2');
      machine.reports({ cooker: down({ reason: 'No cooker is known' }) });
    },
  ],
  [
    'cooker',
    `unsure: it cannot be seen without the cloud; it was last heard from 2 hours ago. To find out: ${LATER}`,
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
    'wrong: The safety engine approves what it must refuse. Fix: cook nothing; sudo coddle rollback goes back to the release before this one (/opt/coddle/releases)',
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
      `ok: it answers at ${address} in 0 ms`,
    ]);
  });
});
