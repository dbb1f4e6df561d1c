import type { StoredResponse } from '../../src/storage/response-store.js';
import type { RecordedCook } from '../../src/cooking/record/cook-record.js';
import type { JournalEntry } from '../../src/storage/journal-store.js';
import type { StoredReading } from '../../src/history/readings/reading.repository.js';
import type { Database } from '../../src/storage/database.js';
import { withChecksum } from '../../src/storage/stored-rows.js';
import { makeRecordedCook } from './stored-cooks.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');

/** An entry of the journal; a test names what matters to it. */
export const makeEntry = (some: Partial<JournalEntry> = {}): JournalEntry => ({
  at: NOON,
  commandId: 'command-1',
  cookerId: 'cooker-1',
  kind: 'start',
  stage: 'intended',
  content: { target: 60.5 },
  ...some,
});

/** A cook that is still on. */
export const makeStoredCook = (some: Partial<RecordedCook> = {}): RecordedCook =>
  makeRecordedCook({
    cookId: 'cook-1',
    cookerId: 'cooker-1',
    startedAt: NOON,
    endedAt: null,
    outcome: null,
    ...some,
  });

export const makeStoredReading = (some: Partial<StoredReading> = {}): StoredReading => ({
  cookerId: 'cooker-1',
  cookId: 'cook-1',
  at: NOON,
  waterCenti: 6050,
  targetCenti: 6050,
  mode: 'cooking',
  remainingSeconds: 5400,
  ...some,
});

export const makeStoredResponse = (some: Partial<StoredResponse> = {}): StoredResponse => ({
  requestId: 'request-1',
  bodyHash: 'body-1',
  cookId: 'cook-1',
  status: 200,
  body: { status: 'started' },
  at: NOON,
  ...some,
});

/** `count` readings, two seconds apart, of water that hardly changes. */
export const makeCourse = (count: number, some: Partial<StoredReading> = {}): StoredReading[] =>
  Array.from({ length: count }, (_, index) =>
    makeStoredReading({
      at: NOON + index * 2000,
      waterCenti: 6050 + (index % 7) - 3,
      remainingSeconds: Math.max(0, 5400 - index * 2),
      ...some,
    }),
  );

/** Puts another text in the place of what is recorded of a cook, as another version of the server might have. */
export const putRecord = (database: Database, cookId: string, record: string): Promise<unknown> =>
  database.write(async (transaction) => {
    const row = await transaction
      .selectFrom('cooks')
      .selectAll()
      .where('cook_id', '=', cookId)
      .executeTakeFirstOrThrow();
    const changed = withChecksum({ ...row, record });
    return transaction.updateTable('cooks').set(changed).where('cook_id', '=', cookId).execute();
  });
