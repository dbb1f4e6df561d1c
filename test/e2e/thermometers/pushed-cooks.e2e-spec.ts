import { chickenCook } from '../../../src/simulator/probe-replay/chicken-cook.js';
import type { CookSeries } from '../../../src/simulator/probe-replay/cook-series.js';
import { ProbeReplay, type ReplayOptions } from '../../../src/simulator/probe-replay/probe-replay.js';
import { PushTarget } from '../../../src/simulator/probe-replay/push-target.js';
import {
  deadSensor,
  duplicated,
  gatewayLost,
  late,
  pulledOut,
  reordered,
} from '../../../src/simulator/probe-replay/replay-faults.js';
import { SeededChance } from '../../../src/simulator/probe-replay/seeded-chance.js';
import type { ProbeReadingsDto } from '../../../src/history/dto/probe-readings.dto.js';
import type { ProbeDto, ThermometersDto } from '../../../src/thermometers/dto/thermometers.dto.js';
import { letPass } from '../../harness/journey.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

/** Where in the chicken's hour it is played, in seconds: it warms steadily there. */
const FROM = 2_000;
const LASTS = 900;

describe('A cook that a device of the household pushes', () => {
  let testApp: TestApp;
  let replay: ProbeReplay;
  let target: PushTarget;
  let keys: KeysFolder;
  let began: number;

  beforeEach(async () => {
    keys = new KeysFolder();
    const key = keys.add('garage', { scopes: ['readings:write'] });
    testApp = await startTestApp({ environment: { configDir: keys.path, rateLimitPerMinute: 100_000 } });
    const probes = new Map([
      [1, 'chicken'],
      [2, 'oven'],
    ]);
    target = new PushTarget({ server: testApp.url, key, probes });
    began = testApp.clock.now().getTime();
  });
  afterEach(async () => {
    replay.stop();
    await testApp.close();
    keys.remove();
  });

  /** Plays a part of the chicken's hour. */
  const play = async (known: Partial<ReplayOptions> = {}, series: CookSeries = chickenCook()) => {
    replay = new ProbeReplay({ clock: testApp.clock, series, target, from: FROM, ...known });
    replay.start();
    await pass(LASTS);
  };
  /** Requests get their response once their readings are stored, which takes a little of the server's time. */
  const pass = async (seconds: number) => {
    const end = testApp.clock.monotonic() + seconds * 1000;
    while (testApp.clock.monotonic() < end) await letPass(testApp, 1_000);
    let isSent = false;
    void target.sent().then(() => (isSent = true));
    for (let turn = 0; !isSent && turn < 2_000; turn++) await letPass(testApp, 20);
  };
  const probe = async (id: string): Promise<ProbeDto> => {
    const { body } = await testApp.api.get<ThermometersDto>('/thermometers');
    return body.thermometers.flatMap(({ probes }) => probes).find(({ probe_id: one }) => one === id)!;
  };
  const readings = async (id: string) => {
    const span = [began - 1, began + (LASTS + 600) * 1000].map((at) => new Date(at).toISOString());
    const path = `/thermometers/${id}/readings?from=${span[0]}&to=${span[1]}&points=2000`;
    return (await testApp.api.get<ProbeReadingsDto>(path)).body.readings;
  };
  const secondOf = ({ at }: { readonly at: string }) => Math.round((Date.parse(at) - began) / 1000);
  /** The instants of a probe's readings, in seconds since the beginning. */
  const instants = async (id: string) => (await readings(id)).map(secondOf);
  const every5 = Array.from({ length: LASTS / 5 + 1 }, (_, index) => index * 5);

  it('is shown with its rate, and every reading is in the curve', async () => {
    await play();
    const chicken = await probe('chicken');
    expect(chicken).toMatchObject({ state: 'ok', stale: false, trusted: false });
    expect(chicken.rate_celsius_per_hour).toBeGreaterThan(20);
    expect(await instants('chicken')).toEqual(every5);
    expect(new Set(target.statuses)).toEqual(new Set([200]));
  });

  it('has each reading once and in order, although they are repeated and overtake each other', async () => {
    await play({ faults: [duplicated(2, 7), reordered(30, new SeededChance(4))] });
    await pass(60);
    const seconds = await instants('chicken');
    expect(seconds.slice(0, every5.length)).toEqual(every5);
    expect(new Set(target.statuses)).toEqual(new Set([200]));
  });

  it('has a gap where the gateway was lost', async () => {
    await play({ faults: [gatewayLost({ from: FROM + 300, to: FROM + 600 })] });
    const seconds = await instants('chicken');
    expect(seconds.filter((second) => second >= 300 && second < 600)).toEqual([]);
    expect(seconds).toContain(600);
  });

  it('merges readings that a gateway delivers late, and shows the newest all the time', async () => {
    await play({ faults: [gatewayLost({ from: FROM + 300, to: FROM + 600 }, 'delivered')] });
    expect(await instants('chicken')).toEqual(every5);
    expect((await probe('chicken')).reading_age_seconds).toBeLessThan(10);
    const marked = (await readings('chicken')).filter((reading) => reading.late).map(secondOf);
    // Those of the last two minutes are late only where the machine takes long to deliver them.
    expect([marked[0], marked.includes(475), marked.every((second) => second < 600)]).toEqual([
      300,
      true,
      true,
    ]);
  });

  it('shows the newest while single readings come late', async () => {
    await play({ faults: [late(200, { from: FROM + 100, to: FROM + 200 })] });
    expect(await instants('chicken')).toEqual(every5);
  });

  it('is lost while nothing comes, with the age of its last reading', async () => {
    await play({ faults: [gatewayLost({ from: FROM + 300, to: FROM + 10_000 })] });
    expect(await probe('chicken')).toMatchObject({ state: 'lost', stale: true });
    expect((await probe('chicken')).reading_age_seconds).toBeGreaterThan(550);
  });

  it('has no reading of a probe that is pulled out, and goes on with the other', async () => {
    await play({ faults: [pulledOut(1, { from: FROM + 500 })] });
    expect(await probe('chicken')).toMatchObject({ state: 'no_reading', temperature_celsius: null });
    expect(await probe('oven')).toMatchObject({ state: 'ok' });
  });

  it('shows a sensor that stands still for a quarter of an hour as it is: that alone is no fault', async () => {
    await play({ faults: [deadSensor(1, { from: FROM })] });
    expect(await probe('chicken')).toMatchObject({ state: 'ok' });
  });
});
