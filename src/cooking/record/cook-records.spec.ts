import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { makeCook, makeForeignCook, makeAssessor } from '../../../test/harness/cook-monitor-harness.js';
import { celsius, milliseconds } from '../../shared/units.js';
import { SqlCookRecordRepository } from './sql-cook-record.repository.js';
import { CookRecords } from './cook-records.js';
import { CookRecordWriter } from './cook-record-writer.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');

describe('CookRecords', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  function keep() {
    const { harness, assessor } = makeAssessor();
    const { clock, monitors, histories } = harness;
    const store = new SqlCookRecordRepository(folders.open(folders.make(), new DrivenClock()));
    const writer = new CookRecordWriter(store, clock);
    const records = new CookRecords(store, writer, assessor, monitors, histories, clock);
    harness.followWith(records);
    const stored = async (id = 'ours') => {
      await writer.settled();
      return (await store.find(id))!;
    };
    return { harness, clock, records, stored };
  }
  const ours = makeCook({ requestedBy: 'default' });

  it('stores a cook as soon as it is seen, with plan, verdict and principal', async () => {
    const { harness, stored } = keep();
    harness.see(ours);
    expect(await stored()).toMatchObject({
      cookId: 'ours',
      startedBy: 'coddle',
      startedAt: NOON,
      endedAt: null,
      outcome: null,
      plan: { target: 65, hold: 90, food: 'chicken' },
      verdict: { allowed: true, outcome: 'pasteurized' },
      record: { requestedBy: 'default', cookerName: 'Kitchen', bath: { last: 65 } },
    });
  });

  it('stores changes at most every 20 seconds, and a changed setting at once', async () => {
    const { harness, clock, stored } = keep();
    const seenAfter = async (ms: number, known = {}) => {
      clock.advance(ms);
      harness.see(ours, harness.showing(known));
      return (await stored()).record.lastSeenAt - NOON;
    };
    await seenAfter(0);
    expect(await seenAfter(10_000)).toBe(0);
    expect(await seenAfter(10_000)).toBe(20_000);
    expect(await seenAfter(2_000, { target: celsius(60) })).toBe(22_000);
  });

  it('stores the monitor of a cook while the cook is on', async () => {
    const { harness, stored } = keep();
    harness.cook(ours, 30);
    const { monitor, safety } = (await stored()).record;
    expect(monitor).toMatchObject({ plan: { target: 65 }, at: NOON + 30 * 60_000, missed: 1800 });
    expect(monitor?.snapshot).not.toBeNull();
    expect(safety).toMatchObject({ basis: 'modelled from bath readings' });
    harness.end(ours);
    expect((await stored()).record.monitor).toBeNull();
  });

  it.each([
    ['ended', undefined],
    ['stopped', 'default'],
  ])('records that a cook was %s, when, by whom, and the state of its food', async (outcome, stoppedBy) => {
    const { harness, stored } = keep();
    harness.cook(ours, 30);
    harness.end(ours, 65, stoppedBy);
    expect(await stored()).toMatchObject({
      outcome,
      endedAt: NOON + 30 * 60_000,
      record: {
        stoppedBy: stoppedBy ?? null,
        safety: { pasteurized: false, core: expect.any(Number) as number },
      },
    });
  });

  it('ends a replaced cook when it was last seen', async () => {
    const { harness, clock, stored } = keep();
    harness.see(ours);
    clock.advance(5_000);
    harness.see(makeForeignCook());
    expect(await stored()).toMatchObject({ outcome: 'replaced', endedAt: NOON });
    expect(await stored('theirs')).toMatchObject({ outcome: null, plan: null, verdict: null });
  });

  it('records a silence of the cooker, and a lost connection of any length', async () => {
    const { harness, clock, records, stored } = keep();
    harness.see(ours);
    clock.advance(15_000);
    harness.see(ours);
    clock.advance(16_000);
    harness.see(ours);
    clock.advance(1_000);
    records.noteLostConnection();
    clock.advance(2_000);
    harness.see(ours);
    expect((await stored()).record.interruptions).toEqual([
      { from: NOON + 15_000, seconds: 16, cause: 'line' },
      { from: NOON + 31_000, seconds: 3, cause: 'line' },
    ]);
  });

  it('does not claim to have seen the end of a cook that ended during a lost connection', async () => {
    const { harness, clock, records, stored } = keep();
    harness.see(ours);
    records.noteLostConnection();
    clock.advance(60_000);
    harness.end(ours);
    expect(await stored()).toMatchObject({ outcome: 'not-seen', endedAt: NOON + 60_000 });
  });

  it('returns the present state of a running cook', async () => {
    const { harness, clock, records } = keep();
    harness.see(ours);
    clock.advance(4_000);
    harness.see(ours, harness.showing({ water: celsius(64) }));
    const now = { record: { lastSeenAt: NOON + 4_000, bath: { lowest: 64 } } };
    expect(await records.find('ours')).toMatchObject(now);
    expect(await records.newestFirst(10)).toMatchObject([now]);
    expect(await records.find('unknown')).toBeUndefined();
  });

  it('stores everything at shutdown and continues after a restart', async () => {
    const before = keep();
    before.harness.cook(ours, 30);
    before.clock.advance(4_000);
    before.harness.see(ours);
    await before.records.onApplicationShutdown();
    const recorded = await before.stored();
    const { record } = recorded;
    expect(record.lastSeenAt).toBe(NOON + 30 * 60_000 + 4_000);

    const after = keep();
    const earlier = { ...recorded, verdict: { ...recorded.verdict!, rulesVersion: 'of-yesterday' } };
    after.records.resume(ours, earlier, milliseconds(-120_000));
    after.harness.see(ours);
    const { verdict, record: later } = await after.stored();
    const { interruptions, bath } = later;
    expect(verdict?.rulesVersion).toBe('of-yesterday');
    expect(interruptions.slice(record.interruptions.length)).toEqual([
      { from: record.lastSeenAt, seconds: 120, cause: 'server' },
    ]);
    expect(bath.first).toBe(record.bath.first);
  });

  it('closes a cook whose end was not seen', async () => {
    const { harness, records, stored } = keep();
    harness.see(ours);
    const recorded = await stored();
    records.close(recorded);
    expect(await stored()).toMatchObject({ outcome: 'not-seen', endedAt: recorded.record.lastSeenAt });
  });
});
