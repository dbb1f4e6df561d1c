import { channel, hasSubscribers } from 'node:diagnostics_channel';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Judge } from '../../src/safety/judge.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const COMPACTED = 'coddle.compacted';

/** An application that has rehearsed its first start. */
async function startRehearsed(): Promise<TestApp> {
  const testApp = await startTestApp();
  await until(() => testApp.logs.some((line) => line.includes('Rehearse a start:')), true);
  return testApp;
}

describe('The rehearsal of a start', () => {
  it('is repeated after a compaction of the heap, and leaves nothing behind', async () => {
    const testApp = await startRehearsed();
    try {
      const journal = testApp.app.get(JournalStore, { strict: false });
      const rehearse = jest.spyOn(journal, 'rehearse');
      const judge = jest.spyOn(Judge.prototype, 'judge');
      channel(COMPACTED).publish(undefined);
      await until(() => rehearse.mock.calls.length, 4);
      await rehearse.mock.results.at(-1)!.value;
      // A plan whose verdict is remembered would rehearse nothing.
      expect(judge).toHaveBeenCalledTimes(4);
      expect(await journal.after(0, 10)).toEqual([]);
      expect((await testApp.api.get('/status')).body).toMatchObject({ is_running: false });
    } finally {
      jest.restoreAllMocks();
      await testApp.close();
    }
    expect(hasSubscribers(COMPACTED)).toBe(false);
  });

  it('judges nothing that the bench times', async () => {
    const testApp = await startRehearsed();
    try {
      const judge = jest.spyOn(Judge.prototype, 'judge');
      // The plan of bench/calls.mjs: from a remembered verdict, its first start would look faster than it is.
      const plan = { temperature_celsius: 66, time_minutes: 90, food_type: 'chicken' };
      expect((await testApp.api.post('/check-cook', plan)).body).toMatchObject({ allowed: true });
      expect(judge).toHaveBeenCalled();
    } finally {
      jest.restoreAllMocks();
      await testApp.close();
    }
  });

  it('fails quietly while nothing can be stored, which the database has logged', async () => {
    const testApp = await startRehearsed();
    try {
      const rehearse = jest.spyOn(testApp.app.get(JournalStore, { strict: false }), 'rehearse');
      rmSync(join(testApp.data.path, 'coddle.db'));
      channel(COMPACTED).publish(undefined);
      await until(() => rehearse.mock.calls.length, 1);
      await expect(rehearse.mock.results[0]!.value).rejects.toMatchObject({ reason: 'removed' });
      expect((await testApp.api.get('/health')).status).toBe(200);
      expect(testApp.logs.filter((line) => /rehearsed/.test(line))).toEqual([]);
    } finally {
      await testApp.close();
    }
  });
});
