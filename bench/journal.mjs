import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

const BUILD = resolve(import.meta.dirname, '../build/storage');
/** A journal of about 100 MB: entries as long as those of a start. */
const ENTRIES = 16_000;
const CONTENT = 'x'.repeat(6_000);
const TOGETHER = 200;

/** How long the verification of a large journal holds up everything else at a time. */
export async function journal() {
  const [{ Database }, { SqlJournalStore }, { SystemClock }, { CHECKPOINT_FILE }] = await Promise.all(
    ['database.js', 'sql-journal-store.js', '../shared/clock.js', 'journal-checkpoint.js'].map(
      (file) => import(join(BUILD, file)),
    ),
  );
  const folder = mkdtempSync(join(tmpdir(), 'coddle-bench-'));
  Logger.overrideLogger(false);
  const opened = () => new Database(folder, new SystemClock());
  try {
    const first = opened();
    await fill(new SqlJournalStore(first));
    await first.onApplicationShutdown();
    // Without a checkpoint all of it is verified before anything starts.
    rmSync(join(folder, CHECKPOINT_FILE), { force: true });
    const database = opened();
    const longest = await longestTurn(async () => {
      database.open();
      await database.whole();
    });
    await database.onApplicationShutdown();
    return [{ name: 'verifying 100 MB of journal, longest turn, ms', ours: longest, mostOurs: 200 }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fill(store) {
  for (let written = 0; written < ENTRIES; written += TOGETHER) {
    await store.appendAll(Array.from({ length: TOGETHER }, (_, index) => entryOf(written + index)));
  }
}

const entryOf = (number) => ({
  at: number,
  commandId: `command-${number}`,
  cookerId: 'bench-cooker',
  kind: 'start',
  stage: 'intended',
  content: CONTENT,
});

/** Milliseconds of the longest turn of the event loop while something is done. */
async function longestTurn(act) {
  let [longest, isDone] = [0, false];
  const acting = act().finally(() => (isDone = true));
  for (let last = performance.now(); !isDone;) {
    await nextTurn();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  await acting;
  return longest;
}
