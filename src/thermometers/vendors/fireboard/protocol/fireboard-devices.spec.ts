import fc from 'fast-check';
import { decodeDevices, decodeSignIn } from './fireboard-devices.js';

const AT = '2026-05-01T18:30:00Z';
const instant = (text: string) => Date.parse(text);

const temperature = (known: object = {}) => ({
  channel: 1,
  temp: 71.4,
  created: AT,
  degreetype: 1,
  ...known,
});
const channel = (known: object = {}) => ({
  id: 7,
  channel: 1,
  channel_label: 'Brisket',
  enabled: true,
  alerts: [],
  degreetype: 1,
  current_temp: 71.4,
  last_templog: { temp: 71.4, created: AT, degreetype: 1 },
  ...known,
});
const device = (known: object = {}) => ({
  uuid: 'a0000000-0000-4000-8000-00000000000a',
  title: 'Offset smoker',
  hardware_id: 'TESTUNIT01',
  model: 'FBX2',
  model_name: 'FireBoard 2 Drive',
  active: true,
  degreetype: 1,
  last_battery_reading: 0.415,
  channels: [channel()],
  latest_temps: [temperature()],
  device_log: { ssid: 'home', publicIP: '192.0.2.1' },
  ...known,
});

const only = (known: object = {}) => decodeDevices([device(known)])!.devices[0]!;
const reading = (entry: object) => only({ latest_temps: [temperature(entry)] }).channels[0]!.reading;

describe('decodeDevices', () => {
  it('reads a device with its channels, and nothing of its network', () => {
    expect(decodeDevices([device()])).toEqual({
      complete: true,
      devices: [
        {
          hardwareId: 'TESTUNIT01',
          title: 'Offset smoker',
          model: 'FireBoard 2 Drive',
          active: true,
          batteryPercent: 42,
          channels: [
            {
              place: 1,
              label: 'Brisket',
              lastSeen: instant(AT),
              reading: { celsius: 71.4, impossible: false, at: instant(AT) },
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['°C', { degreetype: 1, temp: -4.5 }, -4.5],
    ['°F', { degreetype: 2, temp: 203 }, 95],
    ['°F that is no whole °C', { degreetype: 2, temp: 100 }, 37.78],
    ['zero', { degreetype: 1, temp: 0 }, 0],
    ['°F of zero °C', { degreetype: 2, temp: 32 }, 0],
  ])('reads %s by the unit beside the number, whatever the device is set to', (_, entry, expected) => {
    const found = only({
      degreetype: 2,
      latest_temps: [temperature(entry)],
      channels: [channel({ degreetype: 2 })],
    });
    expect(found.channels[0]!.reading?.celsius).toBe(expected);
  });

  it.each([
    ['null', { temp: null }],
    ['absent', { temp: undefined }],
    ['text', { temp: '71.4' }],
    ['a truth value', { temp: true }],
    ['in an unknown unit', { degreetype: 3 }],
    ['without a unit', { degreetype: null }],
    ['in a unit given as text', { degreetype: '1' }],
  ])('has no value when the number is %s', (_, entry) => {
    expect(reading(entry)).toEqual({ celsius: null, impossible: false, at: instant(AT) });
  });

  it.each([6553.5, 32767, -999, 3276.7])('takes %d for a fault of the sensor', (temp) => {
    expect(reading({ temp })).toEqual({ celsius: null, impossible: true, at: instant(AT) });
  });

  it('takes a last_templog for what was, and never for a reading', () => {
    const [found] = only({ latest_temps: [] }).channels;
    expect(found).toMatchObject({ reading: null, lastSeen: instant(AT) });
  });

  it.each([
    ['null', { last_templog: null, degreetype: null }],
    ['absent', { last_templog: undefined, degreetype: undefined }],
  ])('shows a place that was never used, where last_templog is %s', (_, known) => {
    const [found] = only({ latest_temps: [], channels: [channel(known)] }).channels;
    expect(found).toMatchObject({ place: 1, reading: null, lastSeen: null });
  });

  it.each([
    { temp_min: null, temp_max: 95 },
    { temp_min: 90, temp_max: null },
    { temp_min: {}, temp_max: [] },
  ])('reads a channel whose alarm is %j', (alarm) => {
    expect(only({ channels: [channel({ alerts: [alarm] })] }).channels[0]?.reading?.celsius).toBe(71.4);
  });

  it('takes the newest of several readings of a channel, in whatever order they come', () => {
    const [early, late] = [
      temperature({ temp: 70 }),
      temperature({ temp: 72, created: '2026-05-01T18:30:20Z' }),
    ];
    for (const latest_temps of [
      [early, late],
      [late, early, late],
    ])
      expect(only({ latest_temps }).channels[0]?.reading?.celsius).toBe(72);
  });

  it.each(['2026-05-01T18:30:00', 'yesterday', '', null, 1777660200, '2026-13-45T99:00:00Z'])(
    'leaves out a reading of the instant %j, which would have no age',
    (created) => {
      expect(reading({ created })).toBeNull();
    },
  );

  it('reads instants with an offset', () => {
    expect(reading({ created: '2026-05-01T20:30:00.500+02:00' })?.at).toBe(instant(AT) + 500);
  });

  it('keeps the other channels and devices where one is broken', () => {
    const channels = [null, channel({ channel: 'x' }), channel({ channel: 99 }), channel({ channel: 2 })];
    const list = decodeDevices([null, 'text', { title: 'without identity' }, device({ channels })])!;
    expect(list.complete).toBe(false);
    expect(list.devices.map((one) => one.channels.map(({ place }) => place))).toEqual([[2]]);
  });

  it('identifies a device without a serial number by its uuid', () => {
    expect(only({ hardware_id: '' }).hardwareId).toBe('a0000000-0000-4000-8000-00000000000a');
  });

  it('reads an account without devices, and nothing that is no list', () => {
    expect(decodeDevices([])).toEqual({ complete: true, devices: [] });
    for (const body of [undefined, null, {}, 'text', 5, { detail: 'Invalid token' }])
      expect(decodeDevices(body)).toBeUndefined();
  });

  it.each([
    [1, 100],
    [0, 0],
    [87, null],
    [-0.1, null],
    ['0.5', null],
    [null, null],
  ])('reads a battery of %j as %j percent', (last_battery_reading, expected) => {
    expect(only({ last_battery_reading }).batteryPercent).toBe(expected);
  });

  it('never throws, and gives only numbers that a probe can have', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(null, 1, 2, AT, 6553.5, -0, 1e308, '71.4', {}, []),
    );
    const entry = fc.record({ channel: anything, temp: anything, created: anything, degreetype: anything });
    const document = fc.record({
      uuid: anything,
      hardware_id: fc.oneof(anything, fc.constant('TESTUNIT01')),
      title: anything,
      active: anything,
      last_battery_reading: anything,
      channels: fc.oneof(anything, fc.array(fc.oneof(anything, entry))),
      latest_temps: fc.oneof(anything, fc.array(fc.oneof(anything, entry))),
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.oneof(anything, document))), (body) => {
        for (const { channels } of decodeDevices(body)?.devices ?? [])
          for (const { reading: found } of channels) {
            if (found === null) continue;
            expect(Number.isSafeInteger(found.at)).toBe(true);
            if (found.celsius !== null) expect(Math.abs(found.celsius)).toBeLessThanOrEqual(600);
          }
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives the same temperature in either unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 3_000 }), (tenths) => {
        const warm = tenths / 10;
        const asFahrenheit = reading({ degreetype: 2, temp: warm * 1.8 + 32 })?.celsius;
        expect(asFahrenheit).toBe(reading({ degreetype: 1, temp: warm })?.celsius);
      }),
    );
  });
});

describe('decodeSignIn', () => {
  it('reads the key, and nothing else', () => {
    expect(decodeSignIn({ key: '0123456789abcdef0123456789abcdef01234567' })).toBe(
      '0123456789abcdef0123456789abcdef01234567',
    );
    for (const body of [null, {}, { key: '' }, { key: 5 }, { key: 'with blank' }, 'text', []])
      expect(decodeSignIn(body)).toBeUndefined();
  });
});
