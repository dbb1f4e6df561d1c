import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { JournalStore, type JournalRecord } from '../../src/storage/journal-store.js';
import { filesOf, type Files } from '../harness/storage-folder.js';
import { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';
import { assertStartsRefused } from './storage-trouble.js';
import { newFolder, removeFolder } from './temporary-folders.js';

const FILE = 'coddle.db';
const LOG = 'coddle.db-wal';
const KEY = 'journal.key';
const PAGE = 4096;
const COOKS = 15;

/** How far the journal went when the log had this length. */
interface Confirmed {
  readonly length: number;
  readonly entries: number;
}

/** A database as real cooks left it: after an end in order, and as a crash would leave it, with its log. */
interface Original {
  readonly files: Files;
  readonly journal: readonly JournalRecord[];
  readonly confirmed: readonly Confirmed[];
}

const journalOf = async (harness: FaultHarness): Promise<JournalRecord[]> =>
  harness.testApp.app.get(JournalStore, { strict: false }).after(0, 100_000);

/** Runs so many cooks of some minutes each. @returns the end of the journal after each */
async function cook(harness: FaultHarness, folder: string, chance: Chance): Promise<Confirmed[]> {
  const confirmed: Confirmed[] = [];
  for (let cooks = 0; cooks < COOKS; cooks++) {
    same('started', (await harness.start({ ...anyPlan(chance), request_id: chance.id() })).status, 200);
    await harness.pass(chance.whole(1_000, 120_000), 5_000);
    same('stopped', (await harness.stop()).status, 200);
    await harness.pass(2_000);
    const length = statSync(join(folder, LOG)).size;
    confirmed.push({ length, entries: (await journalOf(harness)).length });
  }
  return confirmed;
}

async function originals(folder: string, chance: Chance): Promise<Original[]> {
  const first = await FaultHarness.open({ environment: { dataDir: folder } });
  await cook(first, folder, chance);
  const journal = await journalOf(first);
  await first.close();
  const clean = { files: filesOf(folder), journal, confirmed: [{ length: 0, entries: journal.length }] };
  const second = await FaultHarness.open({ environment: { dataDir: folder } });
  const confirmed = await cook(second, folder, chance);
  const crashed = {
    files: filesOf(folder),
    journal: await journalOf(second),
    confirmed: [...clean.confirmed, ...confirmed],
  };
  await second.close();
  return [clean, crashed];
}

/** Makes damaged files of intact ones. */
type Damage = (files: Files, chance: Chance) => Files;

const replaced = (files: Files, name: string, bytes: Buffer): Files => new Map([...files, [name, bytes]]);
const without = (files: Files, name: string): Files =>
  new Map([...files].filter(([other]) => other !== name));
const oneOf = (files: Files, chance: Chance): string =>
  chance.pick([FILE, FILE, LOG].filter((name) => (files.get(name)?.length ?? 0) > 0));

const DAMAGES: readonly Damage[] = [
  // Cut at a page, or anywhere.
  (files, chance) => {
    const whole = files.get(FILE)!;
    return replaced(files, FILE, whole.subarray(0, chance.whole(0, whole.length / PAGE - 1) * PAGE));
  },
  (files, chance) => {
    const name = oneOf(files, chance);
    return replaced(files, name, files.get(name)!.subarray(0, chance.whole(0, files.get(name)!.length - 1)));
  },
  // Some wrong bits.
  (files, chance) => {
    const name = oneOf(files, chance);
    const bytes = Buffer.from(files.get(name)!);
    for (let flips = chance.whole(1, 8); flips > 0; flips--)
      bytes[chance.whole(0, bytes.length - 1)]! ^= 1 << chance.whole(0, 7);
    return replaced(files, name, bytes);
  },
  // A page that was never written, or that lies in the place of another.
  (files, chance) => {
    const bytes = Buffer.from(files.get(FILE)!);
    const page = () => chance.whole(0, bytes.length / PAGE - 1) * PAGE;
    const [to, from] = [page(), page()];
    if (chance.happens(0.5)) bytes.fill(0, to, to + PAGE);
    else bytes.copyWithin(to, from, from + PAGE);
    return replaced(files, FILE, bytes);
  },
  // Something else altogether.
  (files, chance) => replaced(without(files, LOG), FILE, chance.pick(STRANGERS)(chance)),
  // The key is another one, or gone.
  (files, chance) =>
    chance.happens(0.5)
      ? without(files, KEY)
      : replaced(files, KEY, chance.bytes(chance.pick([0, 7, 32, 65]))),
];

/** What lies there instead, as bytes. */
const STRANGERS: readonly ((chance: Chance) => Buffer)[] = [
  () => Buffer.alloc(0),
  () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  () => Buffer.from('notes\n'.repeat(2_000)),
  (chance) => chance.bytes(8_192),
  foreignDatabase,
];

/** Another program's. */
function foreignDatabase(): Buffer {
  const folder = newFolder();
  const path = join(folder, FILE);
  const other = new Libsql(path);
  other.exec('CREATE TABLE notes (text TEXT)');
  other.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

/** What the operator reads in the log. */
const SENTENCE = /Put a backup in its place|belongs to another program|newer version|journal\.key/;

/** It opens with all that was confirmed, or it refuses, says so and leaves every byte as it was. */
async function assertNothingIsLost(
  harness: FaultHarness,
  folder: string,
  damaged: Files,
  { journal, confirmed }: Original,
  chance: Chance,
) {
  const problem = (await harness.call('GET', '/health/ready')).text;
  if (problem.includes('STORAGE_UNAVAILABLE')) {
    await assertStartsRefused(harness, chance);
    holds(
      'the log says what to do',
      harness.testApp.logs.some((line) => SENTENCE.test(line)),
      harness.testApp.logs,
    );
    return same('the files', digests(filesOf(folder)), digests(damaged));
  }
  const found = await journalOf(harness);
  const length = damaged.get(LOG)?.length ?? 0;
  const { entries } = confirmed.findLast((moment) => moment.length <= length)!;
  // Behind them the server may have written already what it found out since.
  for (let entry = 0; entry < entries; entry++)
    same(`entry ${entry + 1} of ${entries} that were confirmed`, found[entry], journal[entry]);
  same(
    'its integrity error',
    await harness.testApp.app.get(JournalStore, { strict: false }).integrityError(),
    undefined,
  );
  const { status, body } = await harness.start(anyPlan(chance));
  holds('a start works', status === 200, body);
}

/** The files by their names, each with a short id that is unique among them. */
const digests = (files: Files): Record<string, string> =>
  Object.fromEntries(
    [...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')] as const),
  );

/** The databases that are damaged, and a folder for the damaged copies. */
class Workshop {
  private constructor(
    private readonly root: string,
    private readonly originals: readonly Original[],
  ) {}

  static async open(): Promise<Workshop> {
    const root = newFolder();
    const folder = join(root, 'original');
    mkdirSync(folder, { mode: 0o700 });
    return new Workshop(root, await originals(folder, new Chance(17)));
  }

  async tryOut(chance: Chance): Promise<void> {
    const original = chance.pick(this.originals);
    const damaged = chance.pick(DAMAGES)(original.files, chance);
    const folder = join(this.root, chance.id());
    mkdirSync(folder, { mode: 0o700 });
    for (const [name, bytes] of damaged) writeFileSync(join(folder, name), bytes, { mode: 0o600 });
    const harness = await FaultHarness.open({ environment: { dataDir: folder } });
    try {
      await assertNothingIsLost(harness, folder, damaged, original, chance);
    } finally {
      await harness.close();
    }
  }

  close(): Promise<void> {
    return removeFolder(this.root);
  }
}

export const damagedDatabase = fault({
  row: 17,
  name: 'database torn, cut, foreign or without its key',
  full: 200,
  small: 15,
  perStage: 100,
  open: () => Workshop.open(),
  attempt: (workshop, chance) => workshop.tryOut(chance),
});
