import { HealthIndicatorService } from '@nestjs/terminus';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { SeriesAccess } from './series-access.js';
import { SeriesHealth } from './series.health.js';

describe('The health of the probe readings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'coddle-series-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const open = (name: string) => {
    const access = new SeriesAccess(join(folder, name), new DrivenClock());
    return { access, health: new SeriesHealth(access, new HealthIndicatorService()) };
  };

  it('says nothing while all is well', () => {
    const { access, health } = open('well');
    expect(health.check()).toEqual({});
    access.use();
    expect(health.check()).toEqual({});
    access.close();
  });

  it('names a file that was set aside, and stays up', () => {
    CaughtLog.take();
    const { access, health } = open('damaged');
    mkdirSync(join(folder, 'damaged'));
    writeFileSync(join(folder, 'damaged/readings.db'), 'no database'.repeat(100));
    access.use();
    expect(health.check()).toEqual({
      probe_readings: {
        status: 'up',
        storing: true,
        set_aside: ['readings.db.damaged-20260301T120000Z'],
        damaged_blocks: 0,
      },
    });
    access.close();
  });

  it('says when nothing can be stored, and tries again half a minute later', () => {
    CaughtLog.take();
    const clock = new DrivenClock();
    const place = join(folder, 'file');
    writeFileSync(place, 'in the place of the folder');
    const access = new SeriesAccess(place, clock);
    const health = new SeriesHealth(access, new HealthIndicatorService());
    expect(() => access.use()).toThrow();
    expect(health.check()).toMatchObject({ probe_readings: { status: 'up', storing: false } });
    rmSync(place);
    expect(() => access.use()).toThrow();
    clock.advance(30_000);
    access.use();
    expect(health.check()).toEqual({});
    access.close();
  });
});
