import fc from 'fast-check';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { makeCook, makeForeignCook, makeAssessor } from '../../../test/harness/cook-monitor-harness.js';
import { milliseconds, seconds } from '../../shared/units.js';
import { SqlCookRecordRepository } from './sql-cook-record.repository.js';
import { CookRecords } from './cook-records.js';
import { CookRecordWriter } from './cook-record-writer.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const HOUR = 3600;
const ours = makeCook();
/** A timer longer than any cook of these tests. */
const timer = { mode: 'running', length: seconds(5999 * 60), elapsed: seconds(0) } as const;

describe('The record of a cook whose end was not seen', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());
  const store = new SqlCookRecordRepository(folders.open(folders.make(), new DrivenClock()));

  function watch() {
    const { harness, assessor } = makeAssessor();
    const { clock, monitors, histories } = harness;
    const writer = new CookRecordWriter(store, clock);
    const records = new CookRecords(store, writer, assessor, monitors, histories, clock);
    harness.followWith(records);
    const stored = async () => {
      await writer.settled();
      return (await store.find(ours.id))!;
    };
    return { harness, clock, records, stored };
  }

  it.each([
    ['an idle cooker', undefined, 'not-seen'],
    ['a stop', 'default', 'stopped'],
  ])('has the gap that ends with %s', async (_case, stoppedBy, outcome) => {
    const { harness, clock, stored } = watch();
    harness.cook(ours, 30);
    const before = (await stored()).record.interruptions.length;
    clock.advance(5 * HOUR * 1000);
    harness.end(ours, 32, stoppedBy);
    const recorded = await stored();
    expect(recorded).toMatchObject({ outcome, record: { safety: { unobservedMinutes: 300 } } });
    expect(recorded.record.interruptions.slice(before)).toEqual([
      { from: NOON + 30 * 60_000, seconds: 5 * HOUR, cause: 'line' },
    ]);
  });

  it('has the gap after which another cook is on, and ends at that time at the latest', async () => {
    const { harness, clock, stored } = watch();
    harness.see(ours);
    clock.advance(5 * HOUR * 1000);
    harness.see(makeForeignCook());
    expect(await stored()).toMatchObject({
      outcome: 'replaced',
      endedAt: NOON + 5 * HOUR * 1000,
      record: { interruptions: [{ from: NOON, seconds: 5 * HOUR, cause: 'line' }] },
    });
  });

  it('has the longer gap when the clock was set back during a restart', async () => {
    const before = watch();
    const updatedAt = new Date(NOON);
    before.harness.see(ours, before.harness.showing({ updatedAt }));
    const recorded = await before.stored();
    const after = watch();
    after.records.resume(ours, recorded, milliseconds(0));
    after.clock.advance(60_000);
    const later = new Date(NOON + 2 * HOUR * 1000);
    after.harness.see(ours, after.harness.showing({ updatedAt: later }));
    expect((await after.stored()).record.interruptions).toEqual([
      { from: NOON, seconds: 2 * HOUR, cause: 'server' },
    ]);
  });

  it('counts exactly those gaps of more than an hour that the monitor counts', async () => {
    const gaps = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 3000, max: 2 * HOUR })),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(gaps, fc.constantFrom('idle', 'stop', 'another'), async (lengths, end) => {
        const { harness, clock, stored } = watch();
        harness.see(ours, harness.showing({ timer }));
        for (const [index, length] of lengths.entries()) {
          clock.advance(length * 1000);
          if (index < lengths.length - 1) harness.see(ours, harness.showing({ timer }));
        }
        if (end === 'another') harness.see(makeForeignCook());
        else harness.end(ours, 32, end === 'stop' ? 'default' : undefined);
        const { safety, interruptions } = (await stored()).record;
        const long = interruptions.filter(({ seconds: gap }) => gap > HOUR);
        const sum = long.reduce((minutes, { seconds: gap }) => minutes + gap / 60, 0);
        expect(safety?.unobservedMinutes).toBe(Math.round(sum));
        expect(interruptions.map(({ seconds: gap }) => gap)).toEqual(lengths.filter((gap) => gap > 15));
      }),
      { numRuns: 15 },
    );
  }, 30_000);
});
