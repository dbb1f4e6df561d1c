import { celsius } from '../../../shared/units.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import type { ThermometerFacts } from '../../thermometer.js';
import { HeardThermometers } from './heard-thermometers.js';
import type { HeardDevice } from './protocol/heard.js';
import { parseMapping } from './protocol/parse-mapping.js';

const NOW = Date.UTC(2026, 2, 1, 18, 20);
const LIVE = { receivedAt: NOW, isLive: true };
const KEPT = { receivedAt: NOW, isLive: false };
const [GATEWAY] = parseMapping('{ "mqtt": [{ "use": "theengs" }] }').gateways;

const device = (hardwareId: string, at: HeardDevice['at'] = null, place = '1'): HeardDevice => ({
  hardwareId,
  name: hardwareId,
  model: 'Probe',
  batteryPercent: null,
  signalDbm: null,
  at,
  probes: [
    {
      ...{ place, name: place, kind: 'core', value: celsius(50), faulty: false },
      ...{ toleranceCelsius: 0.5, sendsOnChange: true, intervalSeconds: null },
    },
  ],
});

describe('HeardThermometers', () => {
  let seen: ThermometerFacts[];
  let heard: HeardThermometers;
  beforeEach(() => {
    seen = [];
    heard = new HeardThermometers({
      seen: (facts) => seen.push(facts),
    } as Partial<ThermometerSink> as ThermometerSink);
  });
  const hear = (one: HeardDevice, arrival = LIVE) => heard.hear(GATEWAY!, ['porch', 'a1'], one, arrival);

  it('takes the arrival for the instant of a message without a stamp, and each as a reading of its own', () => {
    expect([...hear(device('a1')), ...hear(device('a1'))].map(({ at }) => at)).toEqual([NOW, NOW + 1]);
  });

  it('stamps no reading ahead after the clock of this server was set back', () => {
    hear(device('a1'), { receivedAt: NOW + 86_400_000, isLive: true });
    expect(hear(device('a1')).map(({ at }) => at)).toEqual([NOW]);
  });

  it('takes no reading of unknown age, and does not say that the device was heard', () => {
    expect(hear(device('a1'), KEPT)).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ thermometerId: 'mqtt-a1', lastSeen: null, online: null });
  });

  it('marks what comes more than two minutes late', () => {
    expect(hear(device('a1', NOW - 119_000))[0]?.late).toBe(false);
    expect(hear(device('a1', NOW - 121_000), KEPT)[0]).toMatchObject({ at: NOW - 121_000, late: true });
  });

  it.each(['impossible', 'ahead', 'unreadable'] as const)(
    'takes no reading with a stamp that is %s',
    (at) => {
      expect(hear(device('a1', at))).toEqual([]);
    },
  );

  it('keeps the probes that a message leaves out', () => {
    hear(device('a1'));
    hear(device('a1', null, '2'));
    expect(seen.at(-1)?.probes.map(({ probeId }) => probeId)).toEqual(['mqtt-a1-1', 'mqtt-a1-2']);
  });

  it('knows of the life of a gateway by its will, until the broker is lost', () => {
    hear(device('a1'));
    heard.gatewayIs(GATEWAY!, ['porch'], true);
    heard.stillAlive(NOW + 60_000);
    expect(seen.at(-1)).toMatchObject({ online: true, lastSeen: NOW + 60_000 });
    heard.gatewayIs(GATEWAY!, ['porch'], false);
    expect(seen.at(-1)).toMatchObject({ online: false });
    hear(device('a1'));
    expect(seen.at(-1)).toMatchObject({ online: true });
    heard.brokerLost();
    expect(seen.at(-1)).toMatchObject({ online: null });
    const before = seen.length;
    heard.stillAlive(NOW + 120_000);
    expect(seen).toHaveLength(before);
  });

  it('does not take the will of another gateway for that of this one', () => {
    hear(device('a1'));
    heard.gatewayIs(GATEWAY!, ['garage'], false);
    expect(seen.at(-1)?.online).toBeNull();
  });

  it('takes no more than 200 probes, and goes on with those', () => {
    for (let index = 0; index < 300; index++) hear(device(`d${index}`));
    expect(new Set(seen.map(({ thermometerId }) => thermometerId)).size).toBe(200);
    expect(hear(device('d299'))).toEqual([]);
    expect(hear(device('d0'))).toHaveLength(1);
  });
});
