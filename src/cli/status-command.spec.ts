import type { Files } from '../../test/harness/storage-folder.js';
import { BACKUP, LOCAL, soundData, WellMachine } from '../../test/harness/healthy-host.js';
import { API_KEY, TOKEN } from '../../test/harness/test-app.js';
import { ran } from '../../test/harness/test-machine.js';
import { statusCommand } from './status-command.js';

const COOK = {
  device_name: 'Kitchen',
  is_running: true,
  current_temp_celsius: 64.8,
  summary: 'Chicken breast at 65 °C: the water is 64.8 °C, 47 minutes left.',
};

describe('coddle status', () => {
  let data: Files;
  let machine: WellMachine;
  beforeAll(async () => (data = await soundData()));
  beforeEach(() => {
    machine = new WellMachine(data);
    machine.lets({ responses: { [`${LOCAL}/status?device_id=pot-1`]: () => Response.json(COOK) } });
  });
  afterEach(() => machine.machine.clear());

  it('tells what runs, whether the cooker is there, what it cooks, and what is kept', async () => {
    expect(await machine.call(statusCommand)).toEqual({
      code: 0,
      err: '',
      out: [
        'Coddle 1.2.3 runs at http://127.0.0.1:5000 since 2026-03-01 10:00 UTC, for 2 hours.',
        "Coddle is connected to Anova's cloud, and the cooker was last heard from 1.3 seconds ago.",
        'Kitchen: Chicken breast at 65 °C: the water is 64.8 °C, 47 minutes left.',
        `The journal has 12 entries. It takes 84 MB of memory. The newest backup is ${BACKUP}, 3 days old.`,
        '',
      ].join('\n'),
    });
  });

  it('tells two cookers of one name apart by their ids', async () => {
    const devices = ['pot-1', 'pot-2'].map((device_id) => ({ device_id, name: 'Kitchen', supported: true }));
    const idle = { device_name: 'Kitchen', device_id: 'pot-2', summary: 'Kitchen (pot-2) is idle.' };
    machine.lets({
      responses: {
        [`${LOCAL}/devices`]: () => Response.json({ devices }),
        [`${LOCAL}/status?device_id=pot-1`]: () => Response.json({ ...COOK, device_id: 'pot-1' }),
        [`${LOCAL}/status?device_id=pot-2`]: () => Response.json(idle),
      },
    });
    const { out } = await machine.call(statusCommand);
    expect(out).toContain('\nKitchen (pot-1): Chicken breast at 65 °C');
    expect(out).toContain('\nKitchen (pot-2) is idle.\n');
  });

  it('tells the same to monitors', async () => {
    const { out } = await machine.call(statusCommand, ['--json']);
    expect(JSON.parse(out)).toEqual({
      release: '1.2.3',
      running_since: '2026-03-01T10:00:00.000Z',
      address: LOCAL,
      cloud: { status: 'up' },
      cooker: { status: 'up', reading_age_seconds: 1.3 },
      storage: { status: 'up', journal_entries: 12, journal_hash: 'abc' },
      cookers: [COOK],
      memory_mb: 84,
      newest_backup: { file: BACKUP, made: '2026-02-26T12:00:00.000Z' },
    });
  });

  it('says why what is away is away', async () => {
    machine.reports({
      cloud: { status: 'down', reason: "There is no connection to Anova's cloud" },
      cooker: { status: 'down', reason: 'The cooker is offline', reading_age_seconds: 600 },
      storage: { status: 'down', reason: 'The disk is full' },
    });
    machine.lets({ programs: { systemctl: () => ran('', 1) } });
    const { code, out } = await machine.call(statusCommand);
    expect(code).toBe(0);
    expect(out).toContain(
      "There is no connection to Anova's cloud. The cooker is offline; it was last heard from 10 minutes ago.\n",
    );
    expect(out).toContain(
      'Nothing can be written to the database: sudo coddle doctor shows why. Its memory use is not known.',
    );
    expect(out).toMatch(/^Coddle 1\.2\.3 runs at http:\/\/127\.0\.0\.1:5000\.\n/);
  });

  it('says in a sentence that the server does not respond, and ends with 1', async () => {
    machine.loses(`${LOCAL}/health`);
    expect(await machine.call(statusCommand)).toEqual({
      code: 1,
      out: '',
      err: `Coddle does not respond at ${LOCAL}: sudo coddle doctor shows why\n`,
    });
  });

  it('never shows a secret', async () => {
    const told = [await machine.call(statusCommand), await machine.call(statusCommand, ['--json'])];
    for (const secret of [TOKEN, API_KEY]) expect(JSON.stringify(told)).not.toContain(secret);
  });
});
