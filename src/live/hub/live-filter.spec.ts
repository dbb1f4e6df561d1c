import { SCOPES, type Scope } from '../../http/scopes.js';
import type { Principal } from '../../auth/principal.js';
import { LIVE_TYPES, type EventSubject } from './live-event.js';
import { filterFor, filterKeyOf, isWanted } from './live-filter.js';

const principal = (id: string, scopes: readonly Scope[]): Principal => ({
  kind: 'key',
  id,
  name: id,
  scopes: new Set(scopes),
  startPolicy: 'ask',
});
const TABLET = principal('tablet', ['status:read', 'cook:start']);
const WATCHER = principal('watcher', ['status:read']);
const OWNER = principal('owner', SCOPES);

const status: EventSubject = { type: 'status', deviceId: 'A', isPerView: true };
const approvalOf = (askedBy: string): EventSubject => ({ type: 'approval', deviceId: 'A', askedBy });

describe('A filter', () => {
  it('lets through the types that were asked for', () => {
    const filter = filterFor(WATCHER, ['reading', 'cook'], undefined);
    const wanted = LIVE_TYPES.filter((type) => isWanted(filter, { type, deviceId: 'A' }));
    expect(wanted).toEqual(['reading', 'cook']);
  });

  it('lets through the cooker that was asked for', () => {
    expect(isWanted(filterFor(WATCHER, LIVE_TYPES, 'A'), status)).toBe(true);
    expect(isWanted(filterFor(WATCHER, LIVE_TYPES, 'B'), status)).toBe(false);
  });

  it.each([
    ['the owner every approval', OWNER, [true, true]],
    ['a client that may start its own', TABLET, [true, false]],
    ['a client that may only watch none', WATCHER, [false, false]],
  ])('shows %s', (_case, who, expected) => {
    const filter = filterFor(who, LIVE_TYPES, undefined);
    expect(['tablet', 'watch'].map((askedBy) => isWanted(filter, approvalOf(askedBy)))).toEqual(expected);
  });

  it('shows no approval of a cooker that was not asked for, and none where its type was not', () => {
    expect(isWanted(filterFor(OWNER, LIVE_TYPES, 'B'), approvalOf('tablet'))).toBe(false);
    expect(isWanted(filterFor(OWNER, ['status'], undefined), approvalOf('tablet'))).toBe(false);
  });

  it('has a key that is equal for equal filters only', () => {
    const filters = [
      filterFor(TABLET, ['status', 'cook'], undefined),
      filterFor(TABLET, ['status', 'cook', 'approval'], undefined),
      filterFor(OWNER, ['status', 'cook', 'approval'], undefined),
      filterFor(TABLET, ['status'], undefined),
      filterFor(TABLET, ['status', 'cook'], 'A'),
      filterFor(TABLET, ['status', 'cook'], 'null'),
    ];
    expect(new Set(filters.map(filterKeyOf)).size).toBe(filters.length);
    expect(filterKeyOf(filterFor(WATCHER, ['cook', 'status'], undefined))).toBe(filterKeyOf(filters[0]!));
  });
});
