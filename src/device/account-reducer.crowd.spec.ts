import { makeCookingReading } from '../../test/harness/readings.js';
import { milliseconds } from '../shared/units.js';
import type { ListedCooker } from './cooker-message.js';
import type { CookerReading, AccountState } from './cooker-state.js';
import { reduce, UNKNOWN_ACCOUNT, type AccountEvent } from './account-reducer.js';

const FIRST_COOKER: ListedCooker = { id: 'one', type: 'a7', name: 'Kitchen' };
const CELLAR: ListedCooker = { id: 'two', type: 'a6', name: 'Cellar' };

const moment = () => ({ wall: new Date('2026-03-01T12:00:00Z'), monotonic: milliseconds(0) });
const list = (...devices: ListedCooker[]): AccountEvent => ({ kind: 'devices', devices });
const state = (reading: CookerReading, cookerId = 'one'): AccountEvent => ({
  kind: 'state',
  cookerId,
  reading,
});
const after = (news: readonly AccountEvent[], start = UNKNOWN_ACCOUNT): AccountState =>
  news.reduce((known, item) => reduce(known, item, moment()), start);
const one = (account: AccountState) => account.cookers.get('one')!;
const LISTED = after([{ kind: 'link', link: 'connected' }, list(FIRST_COOKER, CELLAR)]);

describe('An endless list', () => {
  const crowd = (count: number, name = 'crowd') =>
    Array.from({ length: count }, (_, index): ListedCooker => ({ id: `${name} ${index}`, type: 'a7' }));
  const adding = (device: ListedCooker): AccountEvent => ({ kind: 'device-added', device });
  const CHOSEN = new Set(['chosen']);
  const withChosen = (news: readonly AccountEvent[], start = LISTED) =>
    news.reduce((known, item) => reduce(known, item, moment(), CHOSEN), start);

  it('is cut off at fifty cookers, those known before the others, in the order of the account', () => {
    const known = after([list(...crowd(200), FIRST_COOKER)], LISTED);
    expect(known.cookers.size).toBe(50);
    expect([...known.cookers.keys()].slice(-2)).toEqual(['crowd 48', 'one']);
  });

  it('keeps those that run and those chosen, wherever they stand', () => {
    const full = after([list(...crowd(50), FIRST_COOKER), state(makeCookingReading())], LISTED);
    const known = withChosen([list(...crowd(200), { id: 'chosen', type: 'a7' }, FIRST_COOKER)], full);
    expect(known.cookers.size).toBe(50);
    expect([...known.cookers.keys()].slice(-2)).toEqual(['chosen', 'one']);
    expect(one(known).latest?.reading.running).toBe(true);
  });

  it('of additions brings in fifty cookers, and then a chosen one in place of one that is neither chosen nor running', () => {
    const running = after([state(makeCookingReading(), 'two')], LISTED);
    const known = withChosen([...crowd(20_000).map(adding), adding({ id: 'chosen', type: 'a7' })], running);
    expect(known.cookers.size).toBe(50);
    expect([...known.cookers.keys()].slice(0, 2)).toEqual(['one', 'two']);
    expect([...known.cookers.keys()].slice(-2)).toEqual(['crowd 46', 'chosen']);
    expect(known.cookers.get('two')?.latest?.reading.running).toBe(true);
  });

  it('of additions leaves the fifty alone when all of them run', () => {
    const busy = after([list(...crowd(50)), ...crowd(50).map(({ id }) => state(makeCookingReading(), id))]);
    expect(withChosen([adding({ id: 'chosen', type: 'a7' }), adding({ id: 'new', type: 'a7' })], busy)).toBe(
      busy,
    );
  });

  it('still takes new names of those known', () => {
    const full = after([list(...crowd(50))]);
    const known = after([adding({ id: 'crowd 7', type: 'a7', name: 'Yard' })], full);
    expect(known.cookers.get('crowd 7')?.name).toBe('Yard');
  });
});
