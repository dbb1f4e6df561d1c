import type { Clock } from '../../../src/shared/clock.js';
import { FireboardCloud } from '../../../src/simulator/fireboard/fireboard-cloud.js';
import { chickenCook } from '../../../src/simulator/probe-replay/chicken-cook.js';
import type { CookSeries } from '../../../src/simulator/probe-replay/cook-series.js';
import { ProbeReplay, type ReplayOptions } from '../../../src/simulator/probe-replay/probe-replay.js';
import { deadSensor, duplicated, reordered } from '../../../src/simulator/probe-replay/replay-faults.js';
import { SeededChance } from '../../../src/simulator/probe-replay/seeded-chance.js';
import { smokerCook } from '../../../src/simulator/probe-replay/smoker-cook.js';
import { ThermometerApp } from '../../harness/thermometer-app.js';

const HOUR = 3_600;

describe('A cook at a FireBoard', () => {
  let server: ThermometerApp<FireboardCloud>;
  let replay: ProbeReplay;

  beforeEach(async () => {
    const devices = [{ labels: ['Food', 'Other', 'Pit'], unit: 'fahrenheit' as const }];
    const account = { username: 'someone@example.org', password: 'hickory-and-oak', devices };
    const makeCloud = (clock: Clock) => new FireboardCloud({ clock, ...account });
    server = await ThermometerApp.start({ vendor: 'fireboard', setting: 'fireboardUrl', makeCloud });
  });
  afterEach(async () => {
    replay.stop();
    await server.close();
  });

  const play = (series: CookSeries, known: Partial<ReplayOptions> = {}) => {
    replay = new ProbeReplay({ clock: server.clock, series, target: server.cloud.device, ...known });
    replay.start();
    server.signIn();
  };

  it('is followed to 74 °C', async () => {
    play(chickenCook(), { from: HOUR });
    await server.pass(700, 5);
    const food = (await server.probe('Food'))!;
    expect(food.temperature_celsius).toBeGreaterThan(73);
    expect(food.rate_celsius_per_hour).toBeGreaterThan(10);
  });

  it('has the newest of readings that are repeated and out of order', async () => {
    server.cloud.device.listsRepeatedly = true;
    play(chickenCook(), { from: 1_800, faults: [duplicated(2, 7), reordered(20, new SeededChance(3))] });
    let newest = '';
    await server.passUntil(() => server.stateOf('Food'), 'ok');
    for (let poll = 0; poll < 6; poll++) {
      await server.pass(30, 5);
      const { reading_at: at, state } = (await server.probe('Food'))!;
      expect(state).toBe('ok');
      expect(at! >= newest).toBe(true);
      newest = at!;
    }
  });

  it('takes a sensor for dead that stops while its food warms, after hours', async () => {
    play(smokerCook(), { from: 9.7 * HOUR, faults: [deadSensor(1, { from: 10.8 * HOUR })] });
    await server.pass(HOUR, 10);
    expect(await server.stateOf('Food')).toBe('ok');
    await server.pass(3.2 * HOUR, 10);
    expect(await server.stateOf('Food')).toBe('dead');
    expect([await server.stateOf('Other'), await server.stateOf('Pit')]).toEqual(['ok', 'ok']);
  }, 240_000);

  it('takes a core in the stall for no dead sensor', async () => {
    play(smokerCook(), { from: 7 * HOUR });
    await server.pass(1.5 * HOUR, 10);
    expect(await server.stateOf('Food')).toBe('ok');
  }, 120_000);
});
