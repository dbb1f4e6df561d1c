import fc from 'fast-check';
import { decodeChannel } from './channel.js';
import { documentOf } from './firestore.js';

const text = (value: string) => ({ stringValue: value });
const SEEN = '2026-03-01T18:20:05.125Z';
const channel = (fields: object, model?: string) =>
  decodeChannel(
    documentOf({
      name: 'projects/p/databases/(default)/documents/devices/A1/channels/3',
      fields: { units: text('C'), label: text('Leg'), lastSeen: { timestampValue: SEEN }, ...fields },
    })!,
    model,
  );
const reading = (value: object, units = 'F') => ({
  mapValue: { fields: { reading: { mapValue: { fields: { value, units: text(units) } } } } },
});

describe('decodeChannel', () => {
  it.each([
    ['a double', { value: { doubleValue: 61.25 } }, 61.25],
    ['an integer, which is a string', { value: { integerValue: '63' } }, 63],
    ['an integer that is a number', { value: { integerValue: 63 } }, 63],
    ['a negative integer', { value: { integerValue: '-18' } }, -18],
    ['zero', { value: { integerValue: '0' } }, 0],
    ['°F', { value: { doubleValue: 149 }, units: text('F') }, 65],
    ['°F in small letters', { value: { doubleValue: 149 }, units: text('f ') }, 65],
    ['whole °F', { value: { integerValue: '-40' }, units: text('F') }, -40],
    ['a double of four bytes', { value: { doubleValue: -5.199999809265137 }, units: text('F') }, -20.67],
    ['humidity', { value: { doubleValue: 54.5 }, units: text('H') }, 54.5],
  ])('reads %s', (_, fields, value) => {
    expect(channel(fields)).toMatchObject({ value, at: Date.parse(SEEN) });
  });

  it.each([
    ['no value', {}],
    ['null', { value: { nullValue: null } }],
    ['text', { value: text('61.25') }],
    ['a double as text', { value: { doubleValue: '61.25' } }],
    ['NaN', { value: { doubleValue: 'NaN' } }],
    ['an integer that is none', { value: { integerValue: '6x' } }],
    ['an integer without digits', { value: { integerValue: '' } }],
    ['a bare number', { value: 61.25 }],
    ['no unit', { value: { doubleValue: 61 }, units: text('') }],
    ['an unknown unit', { value: { doubleValue: 61 }, units: text('K') }],
    ['a unit that is no text', { value: { doubleValue: 61 }, units: { integerValue: '1' } }],
    ['6553.5', { value: { doubleValue: 6553.5 } }],
    ['a sentinel in °F', { value: { integerValue: '9999' }, units: text('F') }],
    ['less than any sensor measures', { value: { integerValue: '-999' } }],
    ['more than a Pro-Series probe measures', { value: { integerValue: '301' }, type: text('Pro-Series') }],
    ['humidity above 100 %', { value: { integerValue: '101' }, units: text('H') }],
    ['a channel without a probe', { value: { doubleValue: 61 }, status: text('NO PROBE') }],
    ['a channel that is switched off', { value: { doubleValue: 61 }, enabled: { booleanValue: false } }],
  ])('has no reading for %s', (_, fields) => {
    expect(channel(fields).value).toBeNull();
  });

  it('keeps extremes and alarms apart from the reading, whole or not', () => {
    const alarm = (value: object) => ({ mapValue: { fields: { value, units: text('C') } } });
    expect(
      channel({
        minimum: reading({ integerValue: '50' }),
        maximum: reading({ doubleValue: 149 }),
        alarmHigh: alarm({ doubleValue: 62.5 }),
        alarmLow: alarm({ integerValue: '4' }),
      }),
    ).toMatchObject({
      value: null,
      minimumCelsius: 10,
      maximumCelsius: 65,
      alarmHighCelsius: 62.5,
      alarmLowCelsius: 4,
    });
  });

  it('takes a zero far below the lowest value so far for a dead sensor, and no other', () => {
    const zero = { value: { integerValue: '0' }, units: text('F') };
    expect(channel({ ...zero, minimum: reading({ integerValue: '70' }) })).toMatchObject({
      value: null,
      faulty: true,
    });
    expect(channel({ ...zero, minimum: reading({ integerValue: '0' }) })).toMatchObject({ faulty: false });
    expect(channel({ ...zero, minimum: reading({ integerValue: '21' }, 'C') }).faulty).toBe(false);
    expect(
      channel({ ...zero, value: { integerValue: '1' }, minimum: reading({ integerValue: '70' }) }).faulty,
    ).toBe(false);
  });

  it.each([
    ['Leg', undefined, 'core'],
    ['Grid Temperature', undefined, 'ambient'],
    ['ambient', undefined, 'ambient'],
    ['Pitmaster special', undefined, 'core'],
    ['Leg', 'rfx air', 'ambient'],
    ['Fairy cake', undefined, 'core'],
  ])('takes %s (%s) for %s', (label, model, kind) => {
    expect(channel({ label: text(label) }, model).kind).toBe(kind);
  });

  it('has the instant of the reading, or that of the last telemetry, or none', () => {
    const saved = { lastTelemetrySaved: { timestampValue: '2026-03-01T18:20:04Z' } };
    expect(channel(saved).at).toBe(Date.parse(SEEN));
    expect(channel({ ...saved, lastSeen: { nullValue: null } }).at).toBe(Date.parse('2026-03-01T18:20:04Z'));
    expect(channel({ lastSeen: { timestampValue: 'yesterday' } }).at).toBeUndefined();
  });

  it('is known by its number, or by the name of its document', () => {
    expect(channel({ number: text('1') }).place).toBe('1');
    expect(channel({}).place).toBe('3');
  });

  it('never throws, and never gives a number without a unit', () => {
    const leaf = fc.oneof(fc.jsonValue(), fc.constantFrom('NaN', '12', 'F', 'C', SEEN, {}, null));
    const typed = fc.dictionary(
      fc.constantFrom('doubleValue', 'integerValue', 'stringValue', 'mapValue', 'arrayValue', 'nullValue'),
      leaf,
    );
    const fields = fc.dictionary(
      fc.constantFrom('value', 'units', 'lastSeen', 'minimum', 'number', 'label', 'type', '__proto__'),
      fc.oneof(typed, fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.record({ name: fc.jsonValue(), fields }), (body) => {
        const document = documentOf(body);
        if (document === undefined) return;
        const { value } = decodeChannel(document);
        expect(value === null || (Number.isFinite(value) && value >= -200 && value <= 1372)).toBe(true);
        if (value !== null) expect(document.fields['units']).toMatch(/^\s*[CFH]\s*$/i);
      }),
      { numRuns: 300 },
    );
  });
});
