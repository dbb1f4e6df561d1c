import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SeriesAccess } from '../../../src/history/series/series-access.js';
import { SqlProbeSeries } from '../../../src/history/series/sql-probe-series.js';
import { SystemClock } from '../../../src/shared/clock.js';
import { NOON } from '../../harness/probe-readings.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Kills, each after another number of writes. */
const KILLS = [1, 3, 4, 9, 14];

describe('A process that writes probe readings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coddle-killed-'));
  const running = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** @returns how many readings were said to be durable before the kill */
  async function killAfter(writes: number, place: string): Promise<number> {
    const program = join(ROOT, 'test/harness/series-writer.mjs');
    const child = spawn(process.execPath, [program, join(ROOT, 'build'), place]);
    running.add(child);
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.split('\n').length > writes) child.kill('SIGKILL');
    });
    await once(child, 'close');
    running.delete(child);
    return Number(said.trimEnd().split('\n').at(-1));
  }

  it.each(KILLS)('loses nothing that was durable when it is killed after %i writes', async (writes) => {
    const place = join(folder, String(writes));
    const durable = await killAfter(writes, place);
    expect(durable).toBeGreaterThanOrEqual(writes * 250);
    const clock = new SystemClock();
    const series = new SqlProbeSeries(new SeriesAccess(place, clock), clock);
    const readings = await series.raw('probe-1', NOON, NOON + durable * 10_000);
    expect(readings.map(({ celsius }) => celsius)).toEqual(
      Array.from({ length: durable }, (_, index) => index % 100),
    );
    const folded = await series.folded('probe-1', NOON, NOON + durable * 10_000, durable / 180);
    expect(folded.reduce((sum, { count }) => sum + count, 0)).toBe(durable);
    await series.onApplicationShutdown();
  });
});
