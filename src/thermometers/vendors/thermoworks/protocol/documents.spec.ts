import fc from 'fast-check';
import { decodeArchive, decodeArchiveFile } from './archive.js';
import { decodeDevice } from './device.js';
import { documentOf, foundBy, pageOf } from './firestore.js';
import { decodeRefresh, decodeSignIn, decodeWebConfig, refusalIn } from './sign-in.js';

const text = (value: string) => ({ stringValue: value });
const at = (value: string) => ({ timestampValue: value });
const SERIAL = '00:00:5E:00:53:2A';
const device = (fields: object, name = `projects/p/databases/(default)/documents/devices/${SERIAL}`) =>
  decodeDevice(documentOf({ name, fields })!);

describe('decodeDevice', () => {
  it('reads a device', () => {
    expect(
      device({
        label: text('Smoker'),
        device: text('signals'),
        status: text('NORMAL'),
        battery: { integerValue: '81' },
        wifi_stength: { integerValue: '-64' },
        transmitIntervalInSeconds: { integerValue: '30' },
        lastSeen: at('2026-03-01T18:20:05Z'),
        lastArchive: at('2026-02-01T00:00:00Z'),
      }),
    ).toEqual({
      serial: SERIAL,
      label: 'Smoker',
      model: 'signals',
      isOffline: false,
      batteryPercent: 81,
      signalDbm: -64,
      lastSeen: Date.parse('2026-03-01T18:20:05Z'),
      intervalSeconds: 30,
      sendsOnChange: false,
      lastArchive: Date.parse('2026-02-01T00:00:00Z'),
    });
  });

  it('reads a probe behind a gateway, which sends on change and is heard through it', () => {
    expect(
      device({
        lastSeen: at('2026-03-01T18:00:00Z'),
        gatewayLastSeen: at('2026-03-01T18:20:00Z'),
        gatewayRSSI: { integerValue: '-71' },
        readInterval: { integerValue: '8' },
        temperatureDeltaTrigger: { integerValue: '1' },
      }),
    ).toMatchObject({
      lastSeen: Date.parse('2026-03-01T18:20:00Z'),
      signalDbm: -71,
      intervalSeconds: 8,
      sendsOnChange: true,
    });
  });

  it('knows nothing that the vendor does not say, or says wrongly', () => {
    const wrong = {
      battery: { integerValue: '255' },
      wifi_stength: { integerValue: '0' },
      lastSeen: at('now'),
      transmitIntervalInSeconds: { integerValue: '0' },
    };
    for (const fields of [{}, wrong])
      expect(device(fields)).toMatchObject({
        isOffline: null,
        batteryPercent: null,
        signalDbm: null,
        lastSeen: null,
        intervalSeconds: undefined,
        model: 'unknown',
      });
  });

  it('is nothing without a serial number that an address can hold', () => {
    expect(device({ label: text('Smoker') }, '')).toBeUndefined();
    expect(device({ serial: text('A/../B') }, '')).toBeUndefined();
    expect(device({ serial: text('M100000001') }, '')?.serial).toBe('M100000001');
  });
});

describe('Archives', () => {
  it('are read with their newest readings, of which the value is a decimal text', () => {
    const recent = (v: object, u = 'F') => ({
      mapValue: { fields: { v, ts: at('2026-03-01T10:00:00Z'), u: text(u) } },
    });
    const channels = {
      arrayValue: {
        values: [
          {
            mapValue: {
              fields: {
                number: text('2'),
                recentReadings: {
                  arrayValue: {
                    values: [recent(text('149.000')), recent(text('x')), recent(text('65'), '')],
                  },
                },
              },
            },
          },
        ],
      },
    };
    const fields = { filename: text('archives/A1/one.json'), end: at('2026-03-01T11:00:00Z'), channels };
    expect(decodeArchive(documentOf({ name: 'a/b/one', fields })!)).toEqual({
      id: 'one',
      file: 'archives/A1/one.json',
      end: Date.parse('2026-03-01T11:00:00Z'),
      recent: [{ place: '2', at: Date.parse('2026-03-01T10:00:00Z'), value: 65 }],
    });
  });

  it('have files with rows, each with its own unit; broken rows are left out', () => {
    const rows = [
      ['1', 1_772_000_000_000, 149, 'F'],
      [2, 1_772_000_000_000, 65.5, 'C'],
      ['3', 1_772_000_000_000, 54, 'H'],
      ['1', '2026-03-01', 149, 'F'],
      ['1', 1_772_000_000_000, '149', 'F'],
      ['1', 1_772_000_000_000, null, 'F'],
      ['1', 1_772_000_000_000, 149],
      ['1', 1_772_000_000_000, 149, 'K'],
      ['1', 1_772_000_000_000, 6553.5, 'C'],
      'row',
      [],
    ];
    expect(decodeArchiveFile({ readings: rows })).toEqual([
      { place: '1', at: 1_772_000_000_000, value: 65 },
      { place: '2', at: 1_772_000_000_000, value: 65.5 },
      { place: '3', at: 1_772_000_000_000, value: 54 },
    ]);
  });

  it('come in pages, of which the last names no next one', () => {
    const documents = [{ name: 'a/one', fields: {} }, 'broken', { name: 'a/two', fields: {} }];
    expect(pageOf({ documents, nextPageToken: 'next' })).toEqual({
      documents: [
        { id: 'one', fields: {} },
        { id: 'two', fields: {} },
      ],
      nextPage: 'next',
    });
    expect(pageOf({})).toEqual({ documents: [], nextPage: undefined });
  });
});

describe('A query', () => {
  it('finds documents, and none where there is only the time of reading', () => {
    expect(foundBy([{ document: { name: 'a/one', fields: {} } }, { readTime: 'now' }])).toHaveLength(1);
    expect(foundBy([{ readTime: 'now' }])).toEqual([]);
    expect(foundBy({ error: {} })).toBeUndefined();
  });
});

describe('A sign-in', () => {
  const signedIn = { idToken: 'id', refreshToken: 'refresh', userId: 'user', validFor: 1_800_000 };

  it('is read in both of its forms', () => {
    expect(
      decodeSignIn({ idToken: 'id', refreshToken: 'refresh', localId: 'user', expiresIn: '1800' }),
    ).toEqual(signedIn);
    expect(
      decodeRefresh({ id_token: 'id', refresh_token: 'refresh', user_id: 'user', expires_in: '1800' }),
    ).toEqual(signedIn);
  });

  it('is none without its tokens and its user', () => {
    expect(decodeSignIn({ idToken: 'id', refreshToken: 'refresh', localId: '../users' })).toBeUndefined();
    expect(decodeSignIn({ idToken: 'two words', refreshToken: 'refresh', localId: 'user' })).toBeUndefined();
    expect(decodeRefresh({ id_token: 'id', user_id: 'user' })).toBeUndefined();
  });

  it.each([
    ['EMAIL_NOT_FOUND', 'credentials'],
    ['INVALID_LOGIN_CREDENTIALS', 'credentials'],
    ['TOKEN_EXPIRED', 'credentials'],
    ['USER_DISABLED', 'disabled'],
    ['TOO_MANY_ATTEMPTS_TRY_LATER : Access was disabled for a while', 'too_many_attempts'],
    ['OPERATION_NOT_ALLOWED', 'unknown'],
  ])('that is refused with %s is one of %s', (message, refusal) => {
    expect(refusalIn({ error: { code: 400, message } })).toBe(refusal);
  });

  it('needs a project, whose name an address can hold', () => {
    expect(decodeWebConfig({ projectId: 'p-1', storageBucket: 'p-1.example.org' })).toEqual({
      projectId: 'p-1',
      bucket: 'p-1.example.org',
    });
    expect(decodeWebConfig({ projectId: 'p-1', storageBucket: 'a/b' })).toMatchObject({ bucket: undefined });
    expect(decodeWebConfig({ projectId: '../p' })).toBeUndefined();
  });
});

describe('Every decoder', () => {
  it('survives any JSON', () => {
    const decoders = [
      pageOf,
      foundBy,
      decodeArchiveFile,
      decodeSignIn,
      decodeRefresh,
      decodeWebConfig,
      refusalIn,
    ];
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ readings: fc.array(fc.jsonValue()) })), (body) => {
        for (const decode of decoders) decode(body);
        const document = documentOf({ name: 'a/b', fields: body });
        if (document === undefined) return;
        decodeDevice(document);
        decodeArchive(document);
      }),
      { numRuns: 500 },
    );
  });

  it('survives values within values without end', () => {
    let value: unknown = { integerValue: '1' };
    for (let depth = 0; depth < 5_000; depth++) value = { mapValue: { fields: { deeper: value } } };
    expect(documentOf({ fields: { value } })).toBeDefined();
  });
});
