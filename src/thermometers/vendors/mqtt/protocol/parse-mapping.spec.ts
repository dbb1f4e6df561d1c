import fc from 'fast-check';
import { parseMapping } from './parse-mapping.js';

const one = (gateway: object) => parseMapping(JSON.stringify({ mqtt: [gateway] }));
const PROBE = { place: '1', path: 'temp' };
const JSON_GATEWAY = { use: 'json', topic: 'grill/state', probes: [PROBE] };

describe('parseMapping', () => {
  it('takes a gateway of Theengs with its usual topics', () => {
    const [gateway] = one({ use: 'theengs', only: ['A4:C1:38:00:11:22', '10C0DDE5'] }).gateways;
    expect(gateway).toMatchObject({
      use: 'theengs',
      topic: { text: 'home/+/BTtoMQTT/+' },
      availability: { topic: { text: 'home/+/LWT' }, online: 'online', offline: 'offline' },
      only: ['a4c138001122', '10c0dde5'],
    });
  });

  it('takes a node of ESPHome with its usual topics', () => {
    const [gateway] = one({
      use: 'esphome',
      topic: 'smoker',
      probes: [{ sensor: 'pit_temperature' }],
    }).gateways;
    expect(gateway).toMatchObject({
      topic: { text: 'smoker/sensor/+/state' },
      availability: { topic: { text: 'smoker/status' } },
      thermometer: 'smoker',
    });
  });

  it('takes every field of a probe', () => {
    const probe = {
      place: 'pit',
      name: 'Pit',
      kind: 'ambient',
      unit: '°F',
      path: 'p[0].t',
      unit_path: 'unit',
      text: true,
      no_reading: [0, 999],
      tolerance_celsius: 1.5,
      sends_on_change: true,
      interval_seconds: 10,
    };
    const { gateways, faults } = one({
      ...JSON_GATEWAY,
      at: 'time',
      battery: 'b',
      signal: 's',
      probes: [probe],
    });
    expect(faults).toEqual([]);
    expect(gateways[0]).toMatchObject({
      at: ['time'],
      probes: [
        {
          place: 'pit',
          name: 'Pit',
          kind: 'ambient',
          unit: 'F',
          path: ['p', 0, 't'],
          unitPath: ['unit'],
          asText: true,
          noReading: [0, 999],
          toleranceCelsius: 1.5,
          sendsOnChange: true,
          intervalSeconds: 10,
        },
      ],
    });
  });

  it('takes raw bytes', () => {
    const [gateway] = one({ use: 'bytes', topic: 'ble/+', format: 'meater', encoding: 'binary' }).gateways;
    expect(gateway).toMatchObject({ use: 'bytes', format: 'meater', encoding: 'binary', thermometer: null });
  });

  it.each([
    ['a misspelt field', { ...JSON_GATEWAY, topics: 'x' }, 'mqtt[0].topics is unknown here'],
    ['a gateway of another kind', { use: 'zigbee' }, 'mqtt[0].use must be one of'],
    ['no kind', { topic: 'a' }, 'mqtt[0] lacks use'],
    ['no topic', { use: 'json', probes: [PROBE] }, 'mqtt[0] lacks topic'],
    ['a topic with #', { ...JSON_GATEWAY, topic: 'grill/#' }, 'mqtt[0].topic must not hold #'],
    [
      'a topic of the broker itself',
      { ...JSON_GATEWAY, topic: '$SYS/+' },
      'mqtt[0].topic must not begin with $',
    ],
    ['no probes', { ...JSON_GATEWAY, probes: [] }, 'mqtt[0].probes must name 1 to 64 probes'],
    ['a place twice', { ...JSON_GATEWAY, probes: [PROBE, PROBE] }, 'mqtt[0].probes must not name 1 twice'],
    [
      'an unknown unit',
      { ...JSON_GATEWAY, probes: [{ ...PROBE, unit: 'R' }] },
      'mqtt[0].probes[0].unit must be',
    ],
    [
      'a wrong path',
      { ...JSON_GATEWAY, probes: [{ ...PROBE, path: 'a[' }] },
      'mqtt[0].probes[0].path must be',
    ],
    ['an id with +', { ...JSON_GATEWAY, topic: 'g/+', id: 'a' }, 'mqtt[0].id must be left out'],
    ['no address', { use: 'theengs', only: ['grill'] }, 'mqtt[0].only[0] must be a Bluetooth address'],
    ['no format', { use: 'bytes', topic: 'a' }, 'mqtt[0].format must be one of'],
    [
      'a will of more gateways',
      { ...JSON_GATEWAY, availability: { topic: 'x/+' } },
      'mqtt[0].availability.topic must not have more +',
    ],
  ])('refuses %s', (_name, gateway, problem) => {
    const { gateways, faults } = one(gateway);
    expect(gateways).toEqual([]);
    expect(faults.map((fault) => fault.problem)).toContainEqual(expect.stringContaining(problem));
  });

  it('names the line of each fault', () => {
    const text =
      '{\n  "mqtt": [\n    { "use": "json", "topic": "a/#",\n      "probes": [\n  { "place": "Ä" } ] }\n  ]\n}';
    expect(parseMapping(text).faults.map(({ line }) => line)).toEqual([3, 5]);
  });

  it.each([
    ['no gateway', '{ "mqtt": [] }', 1],
    ['a list', '[]', 1],
    ['no JSON', '{\n "mqtt": [,]\n}', 2],
  ])('refuses %s', (_name, text, line) => {
    expect(parseMapping(text).faults[0]?.line).toBe(line);
  });

  it('takes a client id of the right form alone', () => {
    const text = (id: string) => JSON.stringify({ client_id: id, mqtt: [{ use: 'theengs' }] });
    expect(parseMapping(text('coddle-1')).clientId).toBe('coddle-1');
    expect(parseMapping(text('a b')).faults).toHaveLength(1);
  });

  it('takes any text', () => {
    const values = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ mqtt: [value] })),
      fc.jsonValue().map((value) => JSON.stringify({ mqtt: [{ ...JSON_GATEWAY, probes: value }] })),
      fc
        .jsonValue()
        .map((value) => JSON.stringify({ mqtt: [{ ...JSON_GATEWAY, probes: [value], at: value }] })),
    );
    fc.assert(
      fc.property(values, (text) => {
        const { gateways, faults } = parseMapping(text);
        expect(gateways.length === 0).toBe(faults.length > 0);
      }),
    );
  });
});
