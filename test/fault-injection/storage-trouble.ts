import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalStore } from '../../src/storage/journal-store.js';
import { SmallDisk } from '../harness/small-disk.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';
import { newFolder, removeFolder } from './temporary-folders.js';

/** How long the server waits until it tries the disk again, and a little more. */
const TRIED_AGAIN = 62_000;

/** A start is refused and sends nothing; the status and a stop work all the same. */
export async function assertStartsRefused(harness: FaultHarness, chance: Chance): Promise<void> {
  const { status, body } = await harness.start({ ...anyPlan(chance), request_id: chance.id() });
  same('a start', [status, body['error']], [503, 'STORAGE_UNAVAILABLE']);
  same('commands', harness.starts, 0);
  harness.cooker.startFromApp(chance.between(50, 60), 60);
  await harness.pass(1_000);
  same('the status', (await harness.status())['is_running'], true);
  const stopped = await harness.stop();
  same('a stop', [stopped.status, stopped.body['verified']], [200, true]);
  harness.cloud.forgetReceived();
}

async function assertGoesOn(harness: FaultHarness, chance: Chance): Promise<void> {
  await harness.pass(TRIED_AGAIN, 5_000);
  const { status, body } = await harness.start(anyPlan(chance));
  holds('a start works again', status === 200, body);
  const journal = harness.testApp.app.get(JournalStore, { strict: false });
  same('the integrity error of the journal', await journal.integrityError(), undefined);
}

/** A folder for data; on a disk of a megabyte where this user may mount one. */
class StorageTrial {
  private readonly root = newFolder();
  readonly disk = SmallDisk.mount(this.root);
  readonly data = join(this.root, 'data');
  private readonly unmount = () => this.disk?.unmount();

  constructor() {
    process.prependOnceListener('exit', this.unmount);
  }

  async use(act: (harness: FaultHarness) => Promise<void>): Promise<void> {
    const harness = await FaultHarness.open({ environment: { dataDir: this.data } });
    try {
      await act(harness);
    } finally {
      this.disk?.freeSpace();
      await harness.close();
    }
  }

  async close(): Promise<void> {
    this.unmount();
    process.off('exit', this.unmount);
    await removeFolder(this.root);
  }
}

type Trouble = (trial: StorageTrial, chance: Chance) => Promise<void>;

/** Needs no permissions: a file lies in the place of the folder until it is removed. */
const inTheWay: Trouble = async (trial, chance) => {
  writeFileSync(trial.data, '');
  await trial.use(async (harness) => {
    await assertStartsRefused(harness, chance);
    rmSync(trial.data);
    await assertGoesOn(harness, chance);
  });
};

/** The disk is full, or read-only, from the beginning; or it fills up while a cook is on or while none is. */
const troublesOf = (disk: SmallDisk): readonly Trouble[] => [
  inTheWay,
  async (trial, chance) => {
    disk.lock();
    await trial.use(async (harness) => {
      await assertStartsRefused(harness, chance);
      disk.unlock();
      await assertGoesOn(harness, chance);
    });
  },
  async (trial, chance) => {
    disk.fill();
    await trial.use(async (harness) => {
      await assertStartsRefused(harness, chance);
      disk.freeSpace();
      await assertGoesOn(harness, chance);
    });
  },
  (trial, chance) =>
    trial.use(async (harness) => {
      same('started', (await harness.start(anyPlan(chance))).status, 200);
      await harness.pass(chance.whole(0, 60_000));
      disk.fill();
      await harness.pass(chance.whole(0, 120_000));
      same('the status', (await harness.status())['is_running'], true);
      same('a stop', (await harness.stop()).body['verified'], true);
      harness.cloud.forgetReceived();
      await assertStartsRefused(harness, chance);
      disk.freeSpace();
      await assertGoesOn(harness, chance);
    }),
];

export const fullDisk = fault({
  row: 18,
  name: 'disk full or read-only',
  full: 60,
  small: 6,
  perStage: 1,
  open: async () => new StorageTrial(),
  attempt: (trial, chance) => chance.pick(trial.disk ? troublesOf(trial.disk) : [inTheWay])(trial, chance),
});
