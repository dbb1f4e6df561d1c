import type { Approvals, SeenApproval } from '../../state/approval-list.js';
import { placed, type PlacedApproval } from './approval-cards.js';

const EXPIRY: Readonly<Record<string, string>> = { old: '12:10', new: '12:11', third: '12:12' };
const approval = (id: string, status: SeenApproval['status'] = 'pending') =>
  ({ approval_id: id, status, expires_at: `2026-03-01T${EXPIRY[id]}:00Z` }) as SeenApproval;
const known = (...all: SeenApproval[]): Approvals => new Map(all.map((one) => [one.approval_id, one]));
const ids = (cards: readonly PlacedApproval[]) => cards.map((card) => card.approval.approval_id);

describe('The cards of approvals', () => {
  const two = placed([], known(approval('new'), approval('old')), 0);

  it('begin with those that wait, the oldest first, in whatever order they are known', () => {
    expect(ids(two)).toEqual(['old', 'new']);
    expect(ids(placed([], known(approval('old'), approval('new')), 0))).toEqual(['old', 'new']);
    expect(ids(placed([], known(approval('old', 'denied')), 0))).toEqual([]);
  });

  it('stay in place when one is decided, and get new ones at the end', () => {
    const after = placed(two, known(approval('third'), approval('new'), approval('old', 'started')), 5);
    expect(ids(after)).toEqual(['old', 'new', 'third']);
    expect(after[0]).toEqual({ approval: approval('old', 'started'), settledAt: 5 });
  });

  it('keep what the server lists no longer, as gone', () => {
    const after = placed(two, known(approval('new')), 5);
    expect(ids(after)).toEqual(['old', 'new']);
    expect(after[0]!.approval.isGone).toBe(true);
    expect(placed(after, known(), 9)[0]!.settledAt).toBe(5);
  });

  it('make way for a new one a minute after the last decision, not before', () => {
    const decided = placed(two, known(approval('new', 'denied'), approval('old', 'denied')), 1_000);
    const withThird = known(approval('third'), approval('new', 'denied'), approval('old', 'denied'));
    expect(ids(placed(decided, withThird, 2_000))).toEqual(['old', 'new', 'third']);
    expect(ids(placed(decided, withThird, 61_001))).toEqual(['third']);
  });

  it('never make way while one waits', () => {
    const after = placed(two, known(approval('new'), approval('old', 'denied')), 0);
    const all = known(approval('third'), approval('new'), approval('old', 'denied'));
    expect(ids(placed(after, all, 600_000))).toEqual(['old', 'new', 'third']);
  });
});
