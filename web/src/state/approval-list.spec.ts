import type { ApprovalDto } from '../../../src/cooking/dto/approval.dto.js';
import type { OwnerApprovalDto } from '../../../src/owner/api/dto/owner-approval.dto.js';
import { isWaiting, withEvent, withList, withOpen, type Approvals } from './approval-list.js';

const NONE: Approvals = new Map();
const CLIENT = { principal: 'oauth:1', name: 'Claude', host: 'claude.ai' };
const event = (id: string, status: ApprovalDto['status']) =>
  ({ approval_id: id, status, expires_at: '2026-11-20T11:30:00Z' }) as ApprovalDto;
const listed = (id: string, status: ApprovalDto['status']) =>
  ({ ...event(id, status), client: CLIENT, decided_by: null }) as OwnerApprovalDto;
const shown = (approvals: Approvals) =>
  [...approvals.values()].map(
    ({ approval_id: id, status, isGone }) => `${id} ${isGone === true ? 'gone' : status}`,
  );

describe('The approvals', () => {
  it('begin with the newest', () => {
    expect(shown(withEvent(withEvent(NONE, event('a', 'pending')), event('b', 'pending')))).toEqual([
      'b pending',
      'a pending',
    ]);
  });

  it('keep who asks when an event says what became of one', () => {
    const after = withEvent(withList(NONE, [listed('a', 'pending')]), event('a', 'started'));
    expect(after.get('a')).toMatchObject({ status: 'started', client: CLIENT });
  });

  it('never go back, when an older list arrives after an event', () => {
    const after = withList(withEvent(NONE, event('a', 'denied')), [listed('a', 'pending')]);
    expect(after.get('a')).toMatchObject({ status: 'denied', client: CLIENT });
  });

  it('say that one has vanished, until a list knows what became of it', () => {
    const before = withList(NONE, [listed('a', 'pending'), listed('b', 'pending'), listed('c', 'started')]);
    const reset = withOpen(before, [event('b', 'pending')]);
    expect(shown(reset)).toEqual(['a gone', 'b pending', 'c started']);
    expect(shown(withList(reset, [listed('b', 'pending'), listed('a', 'expired')]))).toEqual([
      'b pending',
      'a expired',
    ]);
    expect(shown(withList(before, [listed('b', 'pending')]))).toEqual(['b pending', 'a gone']);
  });

  it('wait until they are settled or gone', () => {
    const pending = event('a', 'pending');
    expect(isWaiting(pending)).toBe(true);
    expect(isWaiting({ ...pending, isGone: true })).toBe(false);
    expect(isWaiting(event('a', 'approved'))).toBe(false);
  });
});
