import fc from 'fast-check';
import { decodeCombustion } from './combustion.js';
import { decodeCombustionGauge } from './combustion-gauge.js';
import { decodeCombustionPrediction } from './combustion-prediction.js';
import { decodeCombustionProbe } from './combustion-probe.js';

/** Packs numbers, each with its width in bits, into bytes, the lowest bit first. */
function packed(...numbers: readonly (readonly [value: number, width: number])[]): number[] {
  let all = 0n;
  let at = 0n;
  for (const [value, width] of numbers) {
    all |= BigInt(value) << at;
    at += BigInt(width);
  }
  return Array.from({ length: Number((at + 7n) / 8n) }, (_, index) =>
    Number((all >> BigInt(8 * index)) & 0xffn),
  );
}

interface Sent {
  readonly product: number;
  readonly serial: number;
  readonly celsius: readonly number[];
  readonly mode: number;
  readonly color: number;
  readonly number: number;
  readonly core: number;
  readonly surface: number;
  readonly ambient: number;
  readonly batteryLow: number;
  readonly network: number;
  readonly more: readonly number[];
}

const SENT: Sent = {
  product: 1,
  serial: 0x0a1b2c3d,
  celsius: [4.25, 5.05, 7.9, 12.35, 30, 61.4, 118.85, 206.7],
  mode: 0,
  color: 3,
  number: 2,
  core: 0,
  surface: 1,
  ambient: 2,
  batteryLow: 0,
  network: 0,
  more: [],
};

const probe = (change: Partial<Sent> = {}): Uint8Array => {
  const sent = { ...SENT, ...change };
  return Uint8Array.from([
    ...packed([sent.product, 8], [sent.serial, 32]),
    ...packed(...sent.celsius.map((value) => [Math.round((value + 20) * 20), 13] as const)),
    ...packed([sent.mode, 2], [sent.color, 3], [sent.number - 1, 3]),
    ...packed([sent.batteryLow, 1], [sent.core, 3], [sent.surface, 2], [sent.ambient, 2]),
    sent.network,
    0,
    ...sent.more,
  ]);
};

const alarm = (celsius: number, flags: number) => packed([flags, 3], [Math.round((celsius + 20) * 10), 13]);

describe('decodeCombustionProbe', () => {
  it('reads the eight sensors and the three that count', () => {
    expect(decodeCombustionProbe(probe())).toEqual({
      productType: 'probe',
      serial: '0A1B2C3D',
      mode: 'normal',
      colorId: 3,
      probeNumber: 2,
      batteryLow: false,
      sensorsCelsius: SENT.celsius,
      rawSensors: [485, 501, 558, 647, 1000, 1628, 2777, 4534],
      virtualCore: 'T1',
      virtualSurface: 'T5',
      virtualAmbient: 'T7',
      readings: { core: 4.25, surface: 30, ambient: 118.85 },
    });
  });

  it('takes the one temperature of instant read, and not the seven zeroes', () => {
    const celsius = [71.15, -20, -20, -20, -20, -20, -20, -20];
    expect(decodeCombustionProbe(probe({ mode: 1, celsius }))?.readings).toEqual({ instant: 71.15 });
  });

  it.each([
    ['reserved', 2],
    ['error', 3],
  ])('has no reading in the mode %s', (name, mode) => {
    expect(decodeCombustionProbe(probe({ mode }))).toMatchObject({ mode: name, readings: null });
  });

  it.each([6, 7])('has no core where %i names no sensor', (core) => {
    expect(decodeCombustionProbe(probe({ core }))).toMatchObject({
      virtualCore: null,
      readings: { core: null, surface: 30 },
    });
  });

  it.each([
    [0x00, 1],
    [0x40, 2],
    [0x83, 3],
    [0xc0, 4],
  ])('takes the hops of a node from the highest bits of %i: %i', (network, hops) => {
    expect(decodeCombustionProbe(probe({ product: 2, network }))).toMatchObject({
      productType: 'node',
      hops,
    });
  });

  it('has no hops for a probe that is heard itself', () => {
    expect(decodeCombustionProbe(probe({ network: 0xc0 }))).not.toHaveProperty('hops');
  });

  it('has no reading for a node that repeats nothing', () => {
    const nothing = decodeCombustionProbe(probe({ product: 2, serial: 0 }));
    expect(nothing).toMatchObject({ serial: null, readings: null });
  });

  it('reads the longer advertisement of newer firmware', () => {
    expect(decodeCombustionProbe(probe({ more: [1] }))).toEqual(decodeCombustionProbe(probe()));
  });

  it('does not read one that is cut off', () => {
    expect(decodeCombustionProbe(probe().subarray(0, 21))).toBeNull();
  });

  it('reads every temperature that 13 bits can say', () => {
    const raws = fc.array(fc.nat(8191), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(raws, fc.nat(0xffffffff), (raw, serial) => {
        const sent = probe({ celsius: raw.map((value) => value / 20 - 20), serial });
        const read = decodeCombustionProbe(sent)!;
        expect(read.rawSensors).toEqual(raw);
        expect(Number.parseInt(read.serial ?? '0', 16)).toBe(serial);
      }),
    );
  });
});

describe('decodeCombustionGauge', () => {
  const gauge = (flags: number, raw: number, high = [0, 0], low = [0, 0]) =>
    Uint8Array.from([
      3,
      ...Buffer.from('ZZ00112233'),
      ...packed([raw, 16]),
      flags,
      0,
      ...high,
      ...low,
      0,
      0,
      0,
    ]);

  it('reads the temperature and both alarms', () => {
    const sent = gauge(5, (104.4 + 20) * 10, alarm(150, 1), alarm(80.5, 3));
    expect(decodeCombustionGauge(sent)).toEqual({
      productType: 'gauge',
      serial: 'ZZ00112233',
      celsius: 104.4,
      sensorPresent: true,
      overheating: false,
      batteryLow: true,
      highAlarm: { set: true, tripped: false, alarming: false, celsius: 150 },
      lowAlarm: { set: true, tripped: true, alarming: false, celsius: 80.5 },
    });
  });

  it.each([
    ['no sensor', 0, 900],
    ['raw 0', 1, 0],
  ])('has no reading with %s', (_name, flags, raw) => {
    expect(decodeCombustionGauge(gauge(flags, raw))?.celsius).toBeNull();
  });
});

describe('decodeCombustionPrediction', () => {
  it('reads the seven bytes', () => {
    const sent = packed([2, 4], [1, 2], [0, 2], [545, 10], [62, 10], [70_000, 17], [650, 11]);
    expect(decodeCombustionPrediction(Uint8Array.from(sent))).toEqual({
      state: 2,
      mode: 1,
      type: 0,
      setPointCelsius: 54.5,
      heatStartCelsius: 6.2,
      seconds: 70_000,
      estimatedCoreCelsius: 45,
    });
  });

  it('does not read fewer', () => {
    expect(decodeCombustionPrediction(new Uint8Array(6))).toBeNull();
  });
});

describe('every decoder of Combustion', () => {
  it('takes any bytes, and gives no temperature outside of what the bits can say', () => {
    const bytes = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(bytes, ([product, rest]) => {
        const data = Uint8Array.from([product, ...rest]);
        decodeCombustionPrediction(rest);
        const read = decodeCombustion(data);
        if (read === null) return;
        const shown = read.productType === 'gauge' ? [read.celsius] : Object.values(read.readings ?? {});
        for (const value of shown) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(-20);
          expect(value).toBeLessThanOrEqual(read.productType === 'gauge' ? 799.1 : 389.55);
        }
      }),
    );
  });
});
