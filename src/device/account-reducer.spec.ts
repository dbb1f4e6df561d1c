import fc from 'fast-check';
import { makeCookingReading, makeReading } from '../../test/harness/readings.js';
import { celsius, milliseconds } from '../shared/units.js';
import type { CookerMessage, ListedCooker } from './cooker-message.js';
import type { CookerReading, AccountState } from './cooker-state.js';
import { reduce, UNKNOWN_ACCOUNT, type AccountEvent } from './account-reducer.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const FIRST_COOKER: ListedCooker = { id: 'one', type: 'a7', name: 'Kitchen' };
const CELLAR: ListedCooker = { id: 'two', type: 'a6', name: 'Cellar' };

/** The wall clock and the monotonic one, `ms` after noon. */
const moment = (ms = 0) => ({ wall: new Date(NOON + ms), monotonic: milliseconds(ms) });
const instant = (ms: number) => new Date(NOON + ms);
const link = (to: AccountState['link']): AccountEvent => ({ kind: 'link', link: to });
const list = (...devices: ListedCooker[]): AccountEvent => ({ kind: 'devices', devices });
const state = (reading: CookerReading = makeReading(), cookerId = 'one', type?: string): AccountEvent => ({
  kind: 'state',
  cookerId,
  type,
  reading,
});

/** The account after all these messages, received at the moment 0 or at the moments given. */
const after = (news: readonly AccountEvent[], start = UNKNOWN_ACCOUNT, ms = 0): AccountState =>
  news.reduce((known, item) => reduce(known, item, moment(ms)), start);
const one = (account: AccountState) => account.cookers.get('one')!;
const LISTED = after([link('connected'), list(FIRST_COOKER, CELLAR)]);

describe('The list of the cookers', () => {
  it('is unknown at first, and not empty', () => {
    expect(UNKNOWN_ACCOUNT).toEqual({ link: 'connecting', listed: false, cookers: new Map() });
  });

  it('names them in the order of the account, of which no state is known yet', () => {
    expect([...LISTED.cookers.values()]).toEqual([
      { id: 'one', type: 'a7', name: 'Kitchen', supported: true, frequentReports: 0 },
      { id: 'two', type: 'a6', name: 'Cellar', supported: true, frequentReports: 0 },
    ]);
    expect(LISTED.listed).toBe(true);
  });

  it('can be empty, which is not the same as unknown', () => {
    expect(after([list()])).toMatchObject({ listed: true, cookers: new Map() });
  });

  it('takes the place of the one before, and keeps what is known about those who stay', () => {
    const known = after([state(), list({ id: 'one', type: 'a7' })], LISTED);
    expect([...known.cookers.keys()]).toEqual(['one']);
    expect(one(known)).toMatchObject({ name: 'Kitchen', latest: { sequence: 1 } });
  });

  it('gives a name to a cooker without one, and takes a new one over', () => {
    expect(one(after([list({ id: 'one', type: 'a7' })])).name).toBe('Precision Cooker');
    expect(one(after([list({ ...FIRST_COOKER, name: 'Yard' })], LISTED)).name).toBe('Yard');
  });

  it('grows and shrinks by one, and the last to come is the last in it', () => {
    const grown = after([{ kind: 'device-added', device: { id: 'new', type: 'a8' } }], LISTED);
    expect([...grown.cookers.keys()]).toEqual(['one', 'two', 'new']);
    expect([...after([{ kind: 'device-removed', cookerId: 'one' }], grown).cookers.keys()]).toEqual([
      'two',
      'new',
    ]);
  });

  it('stays as it is when a cooker goes that is not on it', () => {
    expect(after([{ kind: 'device-removed', cookerId: 'unlisted' }], LISTED)).toBe(LISTED);
  });

  it('keeps the state of a cooker that is added once more', () => {
    expect(
      one(after([state(), { kind: 'device-added', device: FIRST_COOKER }], LISTED)).latest?.sequence,
    ).toBe(1);
  });
});

describe('A model', () => {
  const supported = (type: string) => one(after([list({ id: 'one', type })])).supported;

  it.each(['a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'pro', 'honey-badger'])('%s is supported', (type) => {
    expect(supported(type)).toBe(true);
  });

  it.each(['a3', 'a10', 'A7', 'Honey-Badger', 'oven_v1', 'oven_v2', 'constructor', ''])(
    '"%s" is listed, and not supported',
    (type) => {
      expect(supported(type)).toBe(false);
    },
  );

  it('of an unknown model is not supported, even with a state that can be read', () => {
    expect(one(after([list({ id: 'one', type: 'z9' }), state()]))).toMatchObject({
      supported: false,
      latest: { reading: { mode: 'idle' } },
    });
  });

  it('is not supported any more once it says what cannot be read, also when it is listed again', () => {
    const unreadable: CookerMessage = { kind: 'unreadable-state', cookerId: 'one', unrecognised: 'shape' };
    const known = after([unreadable, list(FIRST_COOKER)], LISTED);
    expect(one(known)).toMatchObject({ supported: false, frequentReports: 0 });
    expect(one(known).latest).toBeUndefined();
    expect(one(after([state()], known)).supported).toBe(true);
  });

  it('becomes supported when the list corrects its type', () => {
    expect(one(after([list({ id: 'one', type: 'unknown' }), list(FIRST_COOKER)])).supported).toBe(true);
  });
});

describe('A state', () => {
  it('of a cooker that is not on the list changes nothing', () => {
    expect(after([state(makeReading(), 'a neighbour', 'a7')], LISTED)).toBe(LISTED);
  });

  it('that comes before the list makes a cooker known, which the list then names', () => {
    const early = after([state(makeReading(), 'one', 'a7')]);
    expect(early.listed).toBe(false);
    expect(one(early)).toMatchObject({ type: 'a7', name: 'Precision Cooker', supported: true });
    expect(one(after([list(FIRST_COOKER)], early))).toMatchObject({
      name: 'Kitchen',
      latest: { sequence: 1 },
    });
  });

  it('that comes before the list without a type belongs to a cooker that cannot be started yet', () => {
    expect(one(after([state()]))).toMatchObject({ type: '', supported: false });
  });

  it('that comes before the list is taken in for fifty cookers, and no more', () => {
    const crowd = Array.from({ length: 80 }, (_, index) => state(makeReading(), `cooker ${index}`, 'a7'));
    expect(after(crowd).cookers.size).toBe(50);
  });

  it('is numbered, and the numbers continue after a lost connection', () => {
    const known = after(
      [state(), state(), link('down'), link('connected'), list(FIRST_COOKER), state()],
      LISTED,
    );
    expect(one(known).latest?.sequence).toBe(3);
  });

  it('concerns its own cooker alone', () => {
    const known = after([state(makeCookingReading(), 'two')], LISTED);
    expect(one(known)).toBe(one(LISTED));
    expect(known.cookers.get('two')).toMatchObject({ latest: { reading: { mode: 'cooking' } } });
  });

  it('updates the progress of the timer', () => {
    expect(one(after([state(makeCookingReading())], LISTED)).progress).toEqual({
      cookId: undefined,
      length: 5400,
      zero: -1_800_000,
      seenAt: 0,
      observed: 0,
      elapsed: 0,
    });
  });

  it('leaves every snapshot taken before as it was', () => {
    const before = structuredClone(LISTED);
    after([state(), link('down'), list(), { kind: 'device-added', device: CELLAR }], LISTED);
    expect(LISTED).toEqual(before);
  });
});

describe('The moment of a reading', () => {
  const seen = (news: readonly AccountEvent[], ms = 0, start = LISTED) => one(after(news, start, ms)).latest;

  it('is the timestamp of the first state on a connection, not its receipt', () => {
    const old = makeReading({ updatedAt: instant(-5 * 3_600_000) });
    expect(seen([state(old)])).toMatchObject({ seenAt: -5 * 3_600_000, receivedAt: 0 });
  });

  it('is the receipt of a state whose timestamp is in the future or missing', () => {
    expect(seen([state(makeReading({ updatedAt: instant(3_600_000) }))], 7)).toMatchObject({ seenAt: 7 });
    expect(seen([state(makeReading())], 7)).toMatchObject({ seenAt: 7 });
  });

  it('is the receipt of every later state on the connection, independent of the clock of the cooker', () => {
    const first = after([state(makeReading({ updatedAt: instant(-60_000) }))], LISTED);
    const slow = state(makeReading({ updatedAt: instant(-3_600_000) }));
    expect(seen([slow], 2_000, first)).toMatchObject({ seenAt: 2_000, receivedAt: 2_000, sequence: 2 });
  });

  it('is the receipt of a change within the second that timestamps resolve', () => {
    const updatedAt = instant(0);
    const first = after([state(makeCookingReading({ updatedAt }))], LISTED, 300);
    expect(seen([state(makeReading({ updatedAt }))], 600, first)).toMatchObject({ seenAt: 600 });
  });

  it('is again the timestamp of the first state after a lost connection', () => {
    const before = after([state(), state(), link('down'), link('connected')], LISTED);
    const old = makeReading({ updatedAt: instant(-60_000) });
    expect(seen([state(old)], 1_000, before)).toMatchObject({ seenAt: -60_000, receivedAt: 1_000 });
  });
});

describe('The count of quick states', () => {
  /** States received one after the other, each so many ms after noon. */
  const count = (...received: readonly (readonly [ms: number, reading: CookerReading])[]) =>
    one(received.reduce((known, [ms, reading]) => reduce(known, state(reading), moment(ms)), LISTED))
      .frequentReports;
  const [idle, cooking] = [makeReading(), makeCookingReading()];

  it('rises with states less than half a minute apart, and begins again after a pause', () => {
    expect(count([0, idle], [29_999, idle], [59_998, idle])).toBe(3);
    expect(count([0, idle], [2_000, idle], [32_000, idle])).toBe(1);
  });

  it('begins again when a cook begins or ends, since the rate may change with it', () => {
    expect(count([0, idle], [2_000, idle], [4_000, cooking])).toBe(1);
    expect(count([0, cooking], [2_000, cooking], [4_000, idle])).toBe(1);
  });

  it.each(['down', 'connecting', 'token-rejected'] as const)('is zero once the connection is %s', (to) => {
    const known = after([state(), state(), link(to)], LISTED);
    expect(known.link).toBe(to);
    expect(one(known)).toMatchObject({ frequentReports: 0, latest: { sequence: 2 } });
  });

  it('is kept while the connection is open', () => {
    expect(one(after([state(), link('connected')], LISTED)).frequentReports).toBe(1);
  });
});

describe('What is no fact about a cooker', () => {
  it.each<CookerMessage>([
    { kind: 'response', requestId: 'id', ok: true },
    { kind: 'response', requestId: 'id', ok: false, reason: 'busy' },
    { kind: 'error', reason: 'no' },
    { kind: 'ignored', command: 'EVENT_APO_STATE' },
    { kind: 'unknown', command: 'unreadable' },
  ])('changes nothing: $kind', (message) => {
    const cooking = after([state(makeCookingReading())], LISTED);
    expect(after([message], cooking)).toBe(cooking);
  });
});

describe('Any messages in any order', () => {
  const id = fc.constantFrom('one', 'two', 'three');
  const news: fc.Arbitrary<AccountEvent> = fc.oneof(
    fc.constantFrom<AccountState['link']>('connecting', 'connected', 'down', 'token-rejected').map(link),
    fc.uniqueArray(id).map((ids) => list(...ids.map((one) => ({ id: one, type: 'a7' })))),
    id.map((cookerId): AccountEvent => ({ kind: 'device-removed', cookerId })),
    id.map((cookerId): AccountEvent => ({ kind: 'unreadable-state', cookerId, unrecognised: 'shape' })),
    fc
      .tuple(id, fc.option(fc.integer({ min: -1e7, max: 1e7 }), { nil: undefined }), fc.boolean())
      .map(([cookerId, made, cooks]) => {
        const updatedAt = made === undefined ? undefined : instant(made);
        return state(cooks ? makeCookingReading({ updatedAt }) : makeReading({ updatedAt }), cookerId, 'a7');
      }),
  );

  it('no reading is younger than its receipt, numbers only rise, and a state adds no cooker to the list', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(news, fc.nat(60_000)), { maxLength: 40 }), (received) => {
        let [known, ms] = [UNKNOWN_ACCOUNT, 0];
        for (const [item, passed] of received) {
          const before = known;
          known = reduce(before, item, moment((ms += passed)));
          for (const { id: name, latest } of known.cookers.values()) {
            const earlier = before.cookers.get(name);
            if (before.listed && item.kind !== 'devices') expect(earlier).toBeDefined();
            expect(latest?.sequence ?? 0).toBeGreaterThanOrEqual(earlier?.latest?.sequence ?? 0);
            if (latest && latest !== earlier?.latest) expect(latest.receivedAt).toBe(ms);
            if (latest) expect(latest.seenAt).toBeLessThanOrEqual(latest.receivedAt);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('The water of a cooker', () => {
  const water = (temperature: number) => state(makeCookingReading({ water: celsius(temperature) }));

  it('ignores a temperature that water cannot have, and keeps the last one', () => {
    const before = after([water(65)], LISTED);
    const { latest, water: last } = one(after([water(149)], before, 2_000));
    expect(latest).toMatchObject({ reading: { mode: 'cooking', water: undefined }, sequence: 2 });
    expect(last).toEqual({ temperature: 65, seenAt: 0 });
  });

  it('is reported again with the next plausible value', () => {
    const before = after([water(65), water(-17.8)], LISTED);
    expect(one(after([water(64.9)], before, 4_000))).toMatchObject({
      latest: { reading: { water: 64.9 } },
      water: { temperature: 64.9, seenAt: 4_000 },
    });
  });
});
