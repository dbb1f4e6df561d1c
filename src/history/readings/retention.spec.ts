import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { FakeReadingRepository } from '../../../test/harness/fake-reading-repository.js';
import { Environment } from '../../config/environment.js';
import type { CookRecordRepository } from '../../cooking/record/cook-record.repository.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { Retention } from './retention.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

function makeRetention(historyDays = 400) {
  const clock = new DrivenClock();
  const readings = new FakeReadingRepository();
  const forgetEndedBefore = jest.fn((_at: number) => Promise.resolve(0));
  const cooks = { forgetEndedBefore } as Partial<CookRecordRepository> as CookRecordRepository;
  const retention = new Retention(readings, cooks, new Environment({ historyDays }), clock);
  retention.onModuleInit();
  return { clock, readings, forgetEndedBefore, retention };
}

describe('Retention', () => {
  it('begins some minutes after the start and comes again every hour', async () => {
    const { clock, readings } = makeRetention();
    await clock.elapse(5 * MINUTE - 1);
    expect(readings.asked).toEqual([]);
    await clock.elapse(1);
    await clock.elapse(120 * MINUTE);
    expect(readings.asked.map(([what]) => what)).toEqual(
      Array<string[]>(3).fill(['rollUp', 'forgetBefore']).flat(),
    );
  });

  it.each([1, 400])('sums up after 30 days, and forgets after %i', async (days) => {
    const { clock, readings, forgetEndedBefore } = makeRetention(days);
    await clock.elapse(5 * MINUTE);
    const now = clock.now().getTime();
    expect(readings.asked).toEqual([
      ['rollUp', now - 30 * DAY],
      ['forgetBefore', now - days * DAY],
    ]);
    expect(forgetEndedBefore).toHaveBeenCalledWith(now - days * DAY);
  });

  it('goes by small steps, with a rest after each', async () => {
    const { clock, readings } = makeRetention();
    readings.old = 3;
    await clock.elapse(5 * MINUTE);
    expect(readings.asked).toHaveLength(1);
    await clock.elapse(50);
    expect(readings.asked).toHaveLength(2);
    await clock.elapse(MINUTE);
    expect(readings.asked.map(([what]) => what)).toEqual([
      ...Array<string>(4).fill('rollUp'),
      'forgetBefore',
    ]);
  });

  it('tries again when the storage fails, and says so once', async () => {
    const log = CaughtLog.take();
    const { clock, readings, forgetEndedBefore } = makeRetention();
    readings.failure = new StorageUnavailableError('full');
    await clock.elapse(200 * MINUTE);
    expect(log.at('warn')).toHaveLength(1);
    readings.failure = undefined;
    forgetEndedBefore.mockResolvedValueOnce(3);
    await clock.elapse(60 * MINUTE);
    expect(log.at('log')).toEqual([expect.stringContaining('3 cooks older than 400 days are forgotten')]);
  });

  it('plans nothing more once the server goes', async () => {
    const { clock, retention } = makeRetention();
    clock.advance(5 * MINUTE);
    retention.onModuleDestroy();
    await clock.elapse(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.pending).toBe(0);
    const other = makeRetention();
    other.readings.old = 3;
    await other.clock.elapse(5 * MINUTE);
    other.retention.onModuleDestroy();
    expect(other.clock.pending).toBe(0);
  });
});
