import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import crypto from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { makePrincipal } from '../../test/harness/principals.js';
import { Environment } from '../config/environment.js';
import { ApiKeyStore } from './api-key-store.js';

const OWN = 'sk-anova-0123456789abcdef0123456789abcdef';
const PHONE = 'sk-anova-Phone_phone-Phone_phone-Phone_phone-Phone_p';
const GARDEN = 'sk-anova-Garden_garden-Garden_garden-Garden_garden-G';

const hex = (key: string) => crypto.createHash('sha256').update(key).digest('hex');
const ADDED = '2026-03-01T00:00:00Z';

const entry = (name: string, key: string, expires: string | null = null) => ({
  name,
  sha256: hex(key),
  added: ADDED,
  expires,
});

describe('ApiKeyStore', () => {
  let folder: string;
  let clock: DrivenClock;
  let log: CaughtLog;
  let ring: ApiKeyStore;
  const file = () => join(folder, 'keys.json');
  const put = (content: unknown, mode = 0o600) => {
    writeFileSync(file(), typeof content === 'string' ? content : JSON.stringify(content));
    chmodSync(file(), mode);
  };
  const nameOf = (key: string) => ring.principalOf(key)?.id;
  const open = () => {
    ring = new ApiKeyStore(new Environment({ apiKey: OWN, configDir: folder }), clock);
    ring.onModuleInit();
  };
  const later = (ms = 1_000) => clock.advance(ms);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-keys-'));
    clock = new DrivenClock();
    log = CaughtLog.take();
    put([entry('phone', PHONE), entry('garden', GARDEN)]);
    open();
  });

  afterEach(() => {
    Logger.overrideLogger(false);
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('knows the key of the settings and every named one by its name', () => {
    expect([OWN, PHONE, GARDEN].map((key) => nameOf(key))).toEqual(['default', 'phone', 'garden']);
    expect(nameOf(`${PHONE}x`)).toBeUndefined();
  });

  it('never gives a key the id of the owner or of the commands on this machine', () => {
    put([entry('owner', PHONE), entry('cli', GARDEN)]);
    later();
    expect([PHONE, GARDEN].map((key) => nameOf(key))).toEqual(['key:owner', 'key:cli']);
    expect(ring.current('owner')).toBeUndefined();
    expect(ring.current('key:owner')).toMatchObject({ kind: 'key', name: 'owner' });
  });

  it('knows the key of the settings alone, and says nothing, where there is no file', () => {
    rmSync(file());
    log.lines.length = 0;
    open();
    expect(nameOf(OWN)).toBe('default');
    expect(nameOf(PHONE)).toBeUndefined();
    expect(log.lines).toEqual([]);
  });

  it.each([OWN, PHONE, GARDEN, 'none of them'])(
    'compares what is shown with every key, in constant time (%#)',
    (given) => {
      const compare = jest.spyOn(crypto, 'timingSafeEqual');
      nameOf(given);
      const digests = [OWN, PHONE, GARDEN].map((key) => Buffer.from(hex(key), 'hex'));
      expect(compare.mock.calls).toEqual(digests.map((known) => [Buffer.from(hex(given), 'hex'), known]));
    },
  );

  it('reads the file again after a second, and not before', () => {
    put([entry('garden', GARDEN)]);
    later(999);
    expect(nameOf(PHONE)).toBe('phone');
    later(1);
    expect(nameOf(PHONE)).toBeUndefined();
    expect(nameOf(GARDEN)).toBe('garden');
  });

  it('reads the file again even when the wall clock is set back', () => {
    put([]);
    clock.jump(-86_400_000);
    later();
    expect(nameOf(PHONE)).toBeUndefined();
  });

  it('reads only a file that has changed', () => {
    const before = log.lines.length;
    for (let i = 0; i < 10; i++) {
      later();
      nameOf(PHONE);
    }
    expect(log.lines.slice(before)).toEqual([]);
  });

  it('knows no named key once the file is gone', () => {
    rmSync(file());
    later();
    expect([OWN, PHONE].map((key) => nameOf(key))).toEqual(['default', undefined]);
  });

  it('refuses a key from the instant at which it expires', () => {
    put([entry('phone', PHONE, '2026-03-01T12:00:10Z')]);
    later(9_999);
    expect(nameOf(PHONE)).toBe('phone');
    later(1);
    expect(nameOf(PHONE)).toBeUndefined();
  });

  it('takes an old and a new key of one name', () => {
    put([entry('phone', PHONE, '2026-03-02T00:00:00+01:00'), entry('phone', GARDEN)]);
    later();
    expect([PHONE, GARDEN].map((key) => nameOf(key))).toEqual(['phone', 'phone']);
  });

  it('knows what each key may do', () => {
    const rights = { scopes: ['cook:start'], devices: ['one', 'two'], ask: true };
    put({ version: 2, keys: [{ ...entry('phone', PHONE), ...rights }] });
    later();
    expect(ring.principalOf(PHONE)).toEqual({
      kind: 'key',
      id: 'phone',
      name: 'phone',
      scopes: new Set(['cook:start', 'cook:stop', 'status:read']),
      devices: new Set(['one', 'two']),
      startPolicy: 'ask',
      since: Date.parse(ADDED),
    });
    expect(ring.principalOf(OWN)).toEqual(makePrincipal());
  });

  it('knows what the principal of a name may do now: what its newest key may, until that one has ended', () => {
    expect(ring.current('default')).toEqual(makePrincipal());
    const phone = { kind: 'key', id: 'phone', name: 'phone', since: Date.parse(ADDED) } as const;
    expect(ring.current('phone')).toEqual(makePrincipal(phone));
    const rights = { scopes: ['status:read'], devices: null, ask: false };
    const old = { ...entry('phone', PHONE, '2026-03-02T00:00:00Z'), ...rights, scopes: ['cook:start'] };
    put({ version: 2, keys: [old, { ...entry('phone', GARDEN), ...rights }] });
    later();
    expect(ring.current('phone')?.scopes).toEqual(new Set(['status:read']));
    expect(ring.current('garden')).toBeUndefined();
    put([]);
    later();
    expect(ring.current('phone')).toBeUndefined();
  });

  it('lets in by the settings whom the file has let expire', () => {
    put([entry('phone', OWN, '2026-03-01T00:00:00Z')]);
    later();
    expect(nameOf(OWN)).toBe('default');
  });

  it.each([0o640, 0o604, 0o660])(
    'takes no named key from a file of mode %i, logs the chmod command once, and takes them after it',
    (mode) => {
      chmodSync(file(), mode);
      for (let i = 0; i < 5; i++) {
        later();
        expect([OWN, PHONE].map((key) => nameOf(key))).toEqual(['default', undefined]);
      }
      expect(log.at('error')).toEqual([expect.stringMatching(/still 0, .*: run chmod 600 \S+keys\.json /)]);
      chmodSync(file(), 0o600);
      later();
      expect(nameOf(PHONE)).toBe('phone');
    },
  );

  it('starts with a file that others may read, and says so at once', () => {
    chmodSync(file(), 0o644);
    open();
    expect(log.at('error')).toHaveLength(1);
    expect(nameOf(PHONE)).toBeUndefined();
  });

  it.each([
    ['half a file', `[${JSON.stringify(entry('phone', PHONE)).slice(0, -9)}`],
    ['nothing', ''],
    ['an object', {}],
    ['a key instead of its digest', [{ ...entry('phone', PHONE), sha256: PHONE }]],
    ['the name of the key of the settings', [entry('default', PHONE)]],
    ['a date that is none', [entry('phone', PHONE, '2026-13-01T00:00:00Z')]],
    ['a date without a zone', [entry('phone', PHONE, '2026-03-02T00:00:00')]],
    ['a misspelt field', [{ ...entry('phone', PHONE), expires: undefined, expire: null }]],
    ['a field too many', [{ ...entry('phone', PHONE), note: '' }]],
    ['null', [null]],
    ['too much', ' '.repeat(65_537)],
  ])('keeps the keys of before, and says so once, when the file holds %s', (_, content) => {
    put(content);
    for (let i = 0; i < 5; i++) {
      later();
      expect(nameOf(PHONE)).toBe('phone');
    }
    expect(log.at('error')).toEqual([expect.stringContaining('Named keys: still 2, because ')]);
    expect(log.lines.join()).not.toContain(PHONE);
    put([]);
    later();
    expect(nameOf(PHONE)).toBeUndefined();
  });

  it('keeps the former keys when a folder lies in the place of the file, and logs that each time', () => {
    for (const times of [1, 2]) {
      rmSync(file(), { recursive: true });
      mkdirSync(file(), { mode: 0o700 });
      later();
      expect(nameOf(PHONE)).toBe('phone');
      expect(log.at('error')).toHaveLength(times);
      rmSync(file(), { recursive: true });
      put([entry('phone', PHONE)]);
      later();
      nameOf(PHONE);
    }
  });

  describe('with any given key', () => {
    const known = [OWN, PHONE, GARDEN];
    const disguised = fc.constantFrom(...known).chain((key) =>
      fc.oneof(
        fc.nat(key.length - 1).map((length) => key.slice(0, length)),
        fc.string({ minLength: 1 }).map((more) => key + more),
        fc.string({ minLength: 1 }).map((more) => more + key),
        fc.tuple(fc.nat(key.length - 1), fc.string()).map(([at, put]) => {
          return key.slice(0, at) + put + key.slice(at + 1);
        }),
        fc.constantFrom(key.toUpperCase(), key.toLowerCase(), [...key].reverse().join(''), key + key),
        fc.constantFrom(hex(key), hex(hex(key)), Buffer.from(hex(key), 'hex').toString('latin1')),
        fc.constantFrom('default', 'phone', 'garden', 'constructor', '__proto__'),
      ),
    );

    it('lets in nothing but the very keys', () => {
      fc.assert(
        fc.property(fc.oneof(disguised, fc.string(), fc.string({ unit: 'binary' })), (given) => {
          const index = known.indexOf(given);
          expect(nameOf(given)).toBe(index === -1 ? undefined : ['default', 'phone', 'garden'][index]);
        }),
        { numRuns: 2_000 },
      );
    });
  });
});
