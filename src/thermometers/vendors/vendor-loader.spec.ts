import { Logger } from '@nestjs/common';
import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { openThermometers, type OpenedThermometers } from '../../../test/harness/opened-thermometers.js';
import { until } from '../../../test/harness/until.js';
import { Environment } from '../../config/environment.js';
import type { ThermometerVendor } from '../thermometer.js';
import type { Vendor } from './vendor.js';
import { VendorLoader } from './vendor-loader.js';

describe('VendorLoader', () => {
  let log: CaughtLog;
  let clock: DrivenClock;
  let opened: OpenedThermometers;
  let happened: string[];
  beforeEach(() => {
    log = CaughtLog.take();
    clock = new DrivenClock();
    opened = openThermometers(clock);
    happened = [];
  });
  afterEach(async () => {
    Logger.overrideLogger(false);
    await opened.close();
  });

  const vendor = (name: ThermometerVendor, known: Partial<Vendor> = {}): Vendor => ({
    name,
    isConfigured: () => true,
    load: () => {
      happened.push(`${name} loaded`);
      return Promise.resolve({
        sourceOf: () => ({
          open: () => void happened.push(`${name} opened`),
          close: () => Promise.resolve(void happened.push(`${name} closed`)),
        }),
      });
    },
    ...known,
  });
  const loaderOf = (...vendors: Vendor[]) =>
    new VendorLoader(vendors, opened.service, new Environment(), clock, opened.registry);
  const states = () => opened.accounts.all.map(([name, { state }]) => [name, state]);

  it('loads no code of a vendor that is not in use', async () => {
    await loaderOf(vendor('meater', { isConfigured: () => false }), vendor('mqtt')).open();
    expect(happened).toEqual(['mqtt loaded', 'mqtt opened']);
    expect(states()).toEqual([['mqtt', 'connecting']]);
  });

  it('loads it once a command has signed in', async () => {
    let isConfigured = false;
    const loader = loaderOf(vendor('meater', { isConfigured: () => isConfigured }));
    await loader.open();
    await clock.elapse(20_000);
    expect(happened).toEqual([]);
    isConfigured = true;
    clock.advance(5_000);
    await until(() => happened, ['meater loaded', 'meater opened']);
    expect(clock.pending).toBe(0);
  });

  it('goes on with the others where one fails in any way', async () => {
    const broken = () => {
      throw new Error('broken');
    };
    const loader = loaderOf(
      vendor('meater', { isConfigured: broken }),
      vendor('fireboard', { load: () => Promise.reject(new Error('no code')) }),
      vendor('thermoworks', { load: () => Promise.resolve({ sourceOf: broken }) }),
      vendor('mqtt'),
    );
    await expect(loader.open()).resolves.toBeUndefined();
    expect(states()).toEqual([
      ['fireboard', 'unreachable'],
      ['thermoworks', 'unreachable'],
      ['mqtt', 'connecting'],
    ]);
    expect(log.at('error')).toHaveLength(3);
  });

  it('closes every source, also when one cannot be closed', async () => {
    const sourceOf = () => ({ open: () => undefined, close: () => Promise.reject(new Error('stuck')) });
    const loader = loaderOf(
      vendor('fireboard', { load: () => Promise.resolve({ sourceOf }) }),
      vendor('mqtt'),
    );
    await loader.open();
    await loader.onModuleDestroy();
    expect(happened.at(-1)).toBe('mqtt closed');
  });
});
