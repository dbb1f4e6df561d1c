import type { TakenReadingsDto } from '../../../src/thermometers/dto/push-readings.dto.js';
import type { ThermometersDto } from '../../../src/thermometers/dto/thermometers.dto.js';
import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import { Api, type Json } from '../../harness/api.js';
import { responseOf } from '../../harness/journey.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { BEGIN, makeProbeFacts, makeThermometerFacts } from '../../harness/thermometer-facts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A device of the household that pushes readings. */
describe('Pushed readings', () => {
  let testApp: TestApp;
  let keys: KeysFolder;
  let garage: Api;
  let shed: Api;
  let first: string;
  let second: string;
  beforeEach(async () => {
    keys = new KeysFolder();
    const rights = { scopes: ['readings:write'] } as const;
    [first, second] = [keys.add('garage', rights), keys.add('shed', rights)];
    testApp = await startTestApp({ environment: { configDir: keys.path } });
    garage = new Api(testApp.url, first);
    shed = new Api(testApp.url, second);
  });
  afterEach(async () => {
    await testApp.close();
    keys.remove();
  });

  /** The clock of the server is a few seconds later. */
  const agoMs = (ms: number) => new Date(BEGIN - ms).toISOString();
  const reading = (known: Json = {}) => ({
    probe_id: 'smoker-1',
    temperature_celsius: 61.5,
    at: agoMs(0),
    ...known,
  });
  const push = (readings: readonly unknown[], api = garage) =>
    responseOf(testApp, api.post<TakenReadingsDto & Json>('/readings', { readings }));
  const probes = async () =>
    (await testApp.api.get<ThermometersDto>('/thermometers')).body.thermometers.flatMap(
      ({ probes }) => probes,
    );
  const probe = async (id = 'smoker-1') => (await probes()).find(({ probe_id: one }) => one === id);

  it('appear as a probe of the thermometer http, which is not trusted', async () => {
    const { status, body } = await push([reading()]);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { accepted: 1, late: 0, repeated: 0, refused: [], summary: '1 reading taken.' },
    });
    expect(body.warnings).toEqual([
      'Until the owner trusts them, these probes count for no verdict: smoker-1.',
    ]);
    const { thermometers } = (await testApp.api.get<ThermometersDto>('/thermometers')).body;
    expect(thermometers).toMatchObject([
      {
        thermometer_id: 'http',
        vendor: 'http',
        probes: [
          {
            probe_id: 'smoker-1',
            kind: 'core',
            temperature_celsius: 61.5,
            reading_at: agoMs(0),
            state: 'ok',
            trusted: false,
          },
        ],
      },
    ]);
  });

  it('may hold no value', async () => {
    await push([reading({ temperature_celsius: null })]);
    expect(await probe()).toMatchObject({ temperature_celsius: null, state: 'no_reading' });
  });

  it.each<[string, (at: typeof agoMs) => unknown, string]>([
    [
      'a number as text',
      () => ({ temperature_celsius: '61.5' }),
      'temperature_celsius must be a number in °C',
    ],
    ['no value at all', () => ({ temperature_celsius: undefined }), 'temperature_celsius is missing'],
    ['no instant', () => ({ at: undefined }), 'at is missing: it must be an instant with its time zone'],
    ['a reading of 1970', () => ({ at: '1970-01-01T00:00:01Z' }), 'at is more than 24 hours ago'],
    ['a reading of 2100', () => ({ at: '2100-01-01T00:00:00Z' }), 'at is more than 2 minutes in the future'],
    ['one over 24 h old', (at) => ({ at: at(25 * HOUR) }), 'at is more than 24 hours ago'],
    ['one 4 min ahead', (at) => ({ at: at(-4 * MINUTE) }), 'at is more than 2 minutes in the future'],
    [
      'an instant without zone',
      () => ({ at: '2026-03-01T12:00:00' }),
      'at must be an instant with its time zone',
    ],
    ['an instant as a number', () => ({ at: 1_772_366_400 }), 'at must be an instant with its time zone'],
    [
      'no day of any month',
      () => ({ at: '2026-02-31T25:00:00Z' }),
      'at must be an instant with its time zone',
    ],
    [
      'the id of another vendor',
      () => ({ probe_id: 'thermoworks-a1-9' }),
      'probe_id is the name of a probe of another vendor',
    ],
    ['an id in capitals', () => ({ probe_id: 'Smoker' }), 'probe_id must be 1 to 40 of the signs'],
    ['an id that is too long', () => ({ probe_id: 'x'.repeat(41) }), 'probe_id must be 1 to 40 of the signs'],
    [
      'an unknown field',
      () => ({ temperature: 3 }),
      'temperature is no field (did you mean temperature_celsius?)',
    ],
  ])('are refused with %s, and keep no good one beside them from being taken', async (_, change, words) => {
    const wrong = reading(change(agoMs) as Json);
    const alone = await push([wrong]);
    expect(alone).toMatchObject({ status: 400, body: { error: 'VALIDATION_ERROR' } });
    expect(alone.body['message']).toContain(`readings.0.${words}`);
    const { status, body } = await push([reading({ probe_id: 'good' }), wrong]);
    expect({ status, body }).toMatchObject({ status: 200, body: { accepted: 1, refused: [{ index: 1 }] } });
    expect(body.refused[0]!.message).toContain(`readings.1.${words}`);
    expect((await probes()).map(({ probe_id: id }) => id)).toEqual(['good']);
  });

  it.each([[null], [7], ['text'], [[1]]])('refuse %j in the place of a reading', async (item) => {
    expect((await push([item])).body['message']).toContain('readings.0 must be an object');
  });

  it('are refused as a whole without a list', async () => {
    for (const body of [{}, { readings: 7 }, { readings: [] }, { readings: [reading()], more: 1 }])
      expect(await garage.post('/readings', body)).toMatchObject({ status: 400 });
  });

  it('take an impossible value for a broken sensor, and say so', async () => {
    const { body } = await push([reading({ temperature_celsius: 6553.5 })]);
    expect(body.warnings[0]).toBe('1 value cannot be a temperature, and counts as no reading.');
    expect(await probe()).toMatchObject({ temperature_celsius: null, state: 'dead' });
  });

  it('are shown when they come late, and marked', async () => {
    const { body } = await push([reading({ temperature_celsius: 75, at: agoMs(3 * HOUR) })]);
    expect(body).toMatchObject({ accepted: 1, late: 1 });
    expect(body.warnings[0]).toBe('1 reading came late: shown, and without effect on a verdict.');
    expect(await probe()).toMatchObject({
      temperature_celsius: 75,
      reading_at: agoMs(3 * HOUR),
      state: 'lost',
      trusted: false,
    });
  });

  it('count a repeat once, and let the first stand where two differ, also long after', async () => {
    const early = reading({ at: agoMs(MINUTE), temperature_celsius: 60 });
    await push([early, reading()]);
    const { body } = await push([
      early,
      { ...early, temperature_celsius: 75 },
      reading({ temperature_celsius: 75 }),
      reading({ at: agoMs(2 * MINUTE), temperature_celsius: 59 }),
      reading({ at: agoMs(2 * MINUTE), temperature_celsius: 75 }),
    ]);
    expect(body).toMatchObject({ accepted: 1, repeated: 1, contradicted: 3 });
    expect(await probe()).toMatchObject({ temperature_celsius: 61.5 });
  });

  it('belong to the key that pushed the probe first, also after a restart', async () => {
    await push([reading()]);
    await testApp.leave();
    testApp = await startTestApp({ environment: { configDir: keys.path }, after: testApp });
    shed = new Api(testApp.url, second);
    const { status, body } = await push([reading({ temperature_celsius: 20, at: agoMs(-1) })], shed);
    expect(status).toBe(400);
    expect(body['message']).toContain('readings.0.probe_id belongs to another key');
    expect(await probe()).toMatchObject({ temperature_celsius: 61.5 });
  });

  it('are never those of a probe of another vendor, whatever its name', async () => {
    const facts = makeThermometerFacts();
    testApp.app.get(ThermometerSink, { strict: false }).seen(facts);
    expect(await push([reading({ probe_id: facts.probes[0]!.probeId })])).toMatchObject({ status: 400 });
  });

  it('need their scope, which the key of the settings has not', async () => {
    expect(await push([reading()], testApp.api)).toMatchObject({
      status: 403,
      body: { error: 'INSUFFICIENT_SCOPE', details: { scope: 'readings:write' } },
    });
  });

  it('are at most 1,000 a request, and all of them are taken', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) =>
      reading({ at: agoMs(60 * MINUTE - index * 1000) }),
    );
    expect(await push(many)).toMatchObject({ status: 429, body: { error: 'TOO_MANY_READINGS' } });
    expect(await probes()).toEqual([]);
    expect(await push(many.slice(1))).toMatchObject({ status: 200, body: { accepted: 1_000 } });
  });

  it('are those of at most 200 probes, until some make way', async () => {
    const of = (count: number) =>
      Array.from({ length: count }, (_, index) => reading({ probe_id: `probe-${index}` }));
    expect(await push(of(200))).toMatchObject({ status: 200, body: { accepted: 200 } });
    expect(await push(of(201))).toMatchObject({ status: 429, body: { error: 'TOO_MANY_PROBES' } });
    expect(await probes()).toHaveLength(200);
    await testApp.leave();
    testApp.clock.advance(25 * HOUR);
    testApp = await startTestApp({ environment: { configDir: keys.path }, after: testApp });
    garage = new Api(testApp.url, first);
    const later = reading({ probe_id: 'probe-200', at: agoMs(-25 * HOUR) });
    expect(await push([later])).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(await probes()).toHaveLength(200);
    expect(await probe('probe-0')).toBeUndefined();
  });

  it('are refused, and not left out in silence, where the vendors leave no place for a probe', async () => {
    const probes = Array.from({ length: 1_000 }, (_, index) =>
      makeProbeFacts({ probeId: `thermoworks-a1-${index}` }),
    );
    testApp.app.get(ThermometerSink).seen(makeThermometerFacts({ probes }));
    expect(await push([reading()])).toMatchObject({ status: 429, body: { error: 'TOO_MANY_PROBES' } });
    expect(await probe()).toBeUndefined();
  });
});
