import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { SimulatedFireboard } from '../fireboard/simulated-fireboard.js';
import { SimulatedMeater } from '../meater-cloud/simulated-meater.js';
import { SimulatedThermoworks } from '../thermoworks/simulated-thermoworks.js';
import { chickenCook } from './chicken-cook.js';
import { ProbeReplay, type ReplayTarget } from './probe-replay.js';
import { ThermoworksTarget } from './thermoworks-target.js';

/** The chicken as it is an hour after its beginning. */
const HOUR = 3_600;
const [CORE, AIR] = chickenCook().rows.find(({ elapsed }) => elapsed === HOUR)!.celsius;

describe('A replayed cook', () => {
  let clock: DrivenClock;
  let device: SimulatedThermoworks;
  const fireboard = new SimulatedFireboard({ labels: ['Chicken', 'Oven'] });
  const meater = new SimulatedMeater();
  const now = () => clock.now().getTime();

  beforeEach(() => {
    clock = new DrivenClock();
    device = new SimulatedThermoworks('00:00:5E:00:53:01', now());
  });

  const playAnHour = (target: ReplayTarget) => {
    const replay = new ProbeReplay({ clock, series: chickenCook(), target });
    replay.start();
    clock.advance(HOUR * 1000);
    replay.stop();
  };

  it('is measured by a FireBoard', () => {
    playAnHour(fireboard);
    const created = `${new Date(now()).toISOString().slice(0, 19)}Z`;
    expect(fireboard.toDocument(now())).toMatchObject({
      active: true,
      latest_temps: [
        { channel: 1, temp: CORE, degreetype: 1, created },
        { channel: 2, temp: AIR, degreetype: 1, created },
      ],
    });
  });

  it('is measured by a MEATER, which has tip and air in one', () => {
    playAnHour(meater);
    expect(meater.toDocument()).toMatchObject([
      { temperature: { internal: CORE, ambient: AIR }, updated_at: Math.floor(now() / 1000) },
    ]);
  });

  it('is measured by a device of ThermoWorks, in °F', () => {
    playAnHour(new ThermoworksTarget(device));
    expect(device.lastSeen).toBe(now());
    expect(device.channels.map(({ units, value, seenAt }) => [units, value, seenAt])).toEqual([
      ['F', Math.round(CORE! * 18 + 320) / 10, now()],
      ['F', Math.round(AIR! * 18 + 320) / 10, now()],
    ]);
  });

  it('leaves out a value that a device of ThermoWorks does not have', () => {
    new ThermoworksTarget(device).take([{ place: 1, celsius: null, at: now() }]);
    expect(device.channel.value).toBeUndefined();
  });
});
