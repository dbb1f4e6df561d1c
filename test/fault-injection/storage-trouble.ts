import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalStore } from '../../src/storage/journal-store.js';
import { SmallDisk } from '../harness/small-disk.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { Stage } from './fault-harness.js';
import { newFolder, removeFolder } from './temporary-folders.js';

/** How long the server waits until it tries the disk again, and a little more. */
const TRIED_AGAIN = 62_000;

/** A start is refused and sends nothing; the status and a stop work all the same. */
export async function assertStartsRefused(stage: Stage, chance: Chance): Promise<void> {
  const { status, body } = await stage.start({ ...anyPlan(chance), request_id: chance.id() });
  same('a start', [status, body['error']], [503, 'STORAGE_UNAVAILABLE']);
  same('commands', stage.starts, 0);
  stage.cooker.startFromApp(chance.between(50, 60), 60);
  await stage.pass(1_000);
  same('the status', (await stage.status())['is_running'], true);
  const stopped = await stage.stop();
  same('a stop', [stopped.status, stopped.body['verified']], [200, true]);
  stage.cloud.forgetReceived();
}

async function assertGoesOn(stage: Stage, chance: Chance): Promise<void> {
  await stage.pass(TRIED_AGAIN, 5_000);
  const { status, body } = await stage.start(anyPlan(chance));
  holds('a start works again', status === 200, body);
  const journal = stage.testApp.app.get(JournalStore, { strict: false });
  same('the flaw of the journal', await journal.flaw(), undefined);
}

/** A folder for data; on a disk of a megabyte where this user may mount one. */
class Room {
  private readonly root = newFolder();
  readonly disk = SmallDisk.mount(this.root);
  readonly data = join(this.root, 'data');
  private readonly unmount = () => this.disk?.unmount();

  constructor() {
    process.prependOnceListener('exit', this.unmount);
  }

  async use(act: (stage: Stage) => Promise<void>): Promise<void> {
    const stage = await Stage.open({ environment: { dataDir: this.data } });
    try {
      await act(stage);
    } finally {
      this.disk?.makeRoom();
      await stage.close();
    }
  }

  async close(): Promise<void> {
    this.unmount();
    process.off('exit', this.unmount);
    await removeFolder(this.root);
  }
}

type Trouble = (room: Room, chance: Chance) => Promise<void>;

/** Needs no rights: something else lies where the folder should be, until somebody takes it away. */
const inTheWay: Trouble = async (room, chance) => {
  writeFileSync(room.data, '');
  await room.use(async (stage) => {
    await assertStartsRefused(stage, chance);
    rmSync(room.data);
    await assertGoesOn(stage, chance);
  });
};

/** The disk is full, or read-only, from the beginning; or it fills up while a cook is on or while none is. */
const troublesOf = (disk: SmallDisk): readonly Trouble[] => [
  inTheWay,
  async (room, chance) => {
    disk.lock();
    await room.use(async (stage) => {
      await assertStartsRefused(stage, chance);
      disk.unlock();
      await assertGoesOn(stage, chance);
    });
  },
  async (room, chance) => {
    disk.fill();
    await room.use(async (stage) => {
      await assertStartsRefused(stage, chance);
      disk.makeRoom();
      await assertGoesOn(stage, chance);
    });
  },
  (room, chance) =>
    room.use(async (stage) => {
      same('started', (await stage.start(anyPlan(chance))).status, 200);
      await stage.pass(chance.whole(0, 60_000));
      disk.fill();
      await stage.pass(chance.whole(0, 120_000));
      same('the status', (await stage.status())['is_running'], true);
      same('a stop', (await stage.stop()).body['verified'], true);
      stage.cloud.forgetReceived();
      await assertStartsRefused(stage, chance);
      disk.makeRoom();
      await assertGoesOn(stage, chance);
    }),
];

export const fullDisk = fault({
  row: 18,
  name: 'disk full or read-only',
  full: 60,
  small: 6,
  perStage: 1,
  open: async () => new Room(),
  attempt: (room, chance) => chance.pick(room.disk ? troublesOf(room.disk) : [inTheWay])(room, chance),
});
