import fc from 'fast-check';
import { bytes, gateway, NOW, values } from '../../../../../test/harness/mapped-messages.js';
import { readMessage } from './read-message.js';

describe('A state of ESPHome', () => {
  const NODE = {
    use: 'esphome',
    topic: 'smoker',
    probes: [
      { sensor: 'core_1', name: 'Brisket' },
      { sensor: 'pit', kind: 'ambient', unit: 'F', no_reading: [32] },
    ],
  };

  it.each([
    ['core_1', '57.25', 57.25],
    ['core_1', '-3', -3],
    ['pit', '225', (225 - 32) / 1.8],
    ['pit', '32.0', null],
    ['core_1', 'nan', null],
    ['core_1', 'None', null],
    ['core_1', 'unknown', null],
    ['core_1', 'unavailable', null],
    ['core_1', '-127.00', null],
    ['core_1', '6553.5', null],
  ])('%s %s is %d', (sensor, text, expected) => {
    const heard = values(NODE, text, [sensor]);
    expect(heard).toEqual([[[sensor, expected === null ? null : (expect.closeTo(expected, 9) as unknown)]]]);
  });

  it.each(['57,5', '57.25 °C', '0x20', '{}', '1e3'])('%s cannot be read', (text) => {
    expect(values(NODE, text, ['core_1'])).toBe('unreadable');
  });

  it('of a sensor that is no probe is left alone', () => {
    expect(values(NODE, '3', ['wifi_signal'])).toEqual([]);
  });
});

describe('A message in JSON', () => {
  const GRILL = {
    use: 'json',
    topic: 'grill/+/state',
    at: 'time',
    battery: 'battery',
    signal: 'rssi',
    probes: [
      { place: '1', path: 'p[0].t' },
      { place: '2', path: 'p[1].t', unit_path: 'p[1].unit' },
      { place: '3', path: 'p[2].t', text: true },
      { place: 'hum', path: 'humidity', kind: 'humidity' },
    ],
  };
  const time = NOW / 1000 - 3;

  it('is read at its paths', () => {
    const message = {
      time,
      battery: 81,
      rssi: -50,
      p: [{ t: 51.5 }, { t: 212, unit: '°F' }, { t: '4.5' }],
      humidity: 40,
    };
    const [device] = readMessage(gateway(GRILL), ['left'], bytes(JSON.stringify(message)), NOW);
    expect(device).toMatchObject({ hardwareId: 'left', batteryPercent: 81, signalDbm: -50, at: NOW - 3_000 });
    expect(values(GRILL, message)).toEqual([
      [
        ['1', 51.5],
        ['2', 100],
        ['3', 4.5],
        ['hum', 40],
      ],
    ]);
  });

  it.each([
    ['absent', {}],
    ['null', { t: null }],
    ['a text', { t: '51.5' }],
    ['true', { t: true }],
    ['6553.5', { t: 6553.5 }],
  ])('has no reading where the value is %s', (_name, probe) => {
    expect(values(GRILL, { time, p: [probe] })).toMatchObject([[['1', null], {}, {}, {}]]);
  });

  it('has no reading in an unknown unit', () => {
    expect(values(GRILL, { time, p: [{}, { t: 50, unit: 'furlong' }] })).toMatchObject([
      [{}, ['2', null], {}, {}],
    ]);
  });

  it('says where its stamp is none', () => {
    const [device] = readMessage(gateway(GRILL), ['left'], bytes('{"p":[]}'), NOW);
    expect(device).toMatchObject({ at: 'unreadable' });
  });

  it.each(['', '<html>', '12.5', '"12.5"', 'null', 'x'.repeat(100_000)])('cannot be read: %.20s', (text) => {
    expect(values(GRILL, text)).toBe('unreadable');
  });

  it('may be a plain number', () => {
    const plain = { use: 'json', topic: 'pit', probes: [{ place: 'pit' }] };
    expect(values(plain, '93.4')).toEqual([[['pit', 93.4]]]);
    expect(values(plain, 'nan')).toEqual([[['pit', null]]]);
    expect(values(plain, 'hello')).toBe('unreadable');
  });
});

describe('Raw bytes', () => {
  it('are read as hexadecimal digits', () => {
    const mapping = { use: 'bytes', topic: 'meater/tip', format: 'meater' };
    expect(values(mapping, 'B0:03:00:00 1e-00')).toEqual([
      [
        ['tip', 59],
        ['ambient', 59],
      ],
    ]);
    expect(values(mapping, 'B0:03')).toBe('unreadable');
  });

  it('are read as they are', () => {
    const mapping = gateway({ use: 'bytes', topic: 'm/+', format: 'inkbird-fff4', encoding: 'binary' });
    const heard = readMessage(mapping, ['left'], Uint8Array.of(0xf4, 1), NOW);
    expect(heard).toMatchObject([{ hardwareId: 'left', probes: [{ place: '1', value: 50 }] }]);
  });

  it('of an advertisement are distinguished by the name', () => {
    const mapping = { use: 'bytes', topic: 'ble', format: 'advertisement', local_name: 'iBBQ' };
    expect(values(mapping, '00000000a4c138001122f401')).toEqual([[['1', 50]]]);
  });
});

describe('Any message of any gateway', () => {
  const gateways = [
    { use: 'theengs' },
    { use: 'esphome', topic: 'a', probes: [{ sensor: 's' }] },
    {
      use: 'json',
      topic: 'b',
      at: 'at',
      probes: [{ place: '1', path: 'tempc', unit_path: 'u' }, { place: '2' }],
    },
    { use: 'bytes', topic: 'c', format: 'advertisement' },
  ];
  const fields = [
    'id',
    'tempc',
    'tempf2',
    'hum',
    'manufacturerdata',
    'name',
    'at',
    'u',
    'characteristic',
    'read',
  ];
  const payloads = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.string().map(bytes),
    fc.jsonValue().map((value) => bytes(JSON.stringify(value) ?? '')),
    fc
      .dictionary(fc.constantFrom(...fields), fc.oneof(fc.jsonValue(), fc.constant('A4:C1:38:00:11:22')))
      .map((value) => bytes(JSON.stringify(value))),
  );

  it('never throws, and gives no number that no sensor measures', () => {
    const all = gateways.map(gateway);
    fc.assert(
      fc.property(fc.constantFrom(...all), payloads, (one, payload) => {
        const heard = readMessage(one, ['s'], payload, NOW);
        if (heard === 'unreadable') return;
        for (const { probes, at } of heard) {
          if (typeof at === 'number') expect(at).toBeLessThanOrEqual(NOW);
          for (const { value } of probes) {
            expect(value ?? 0).toBeGreaterThanOrEqual(-60);
            expect(value ?? 0).toBeLessThanOrEqual(800);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
