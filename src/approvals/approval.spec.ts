import fc from 'fast-check';
import {
  APPROVAL_EVENTS,
  APPROVAL_STATES,
  APPROVAL_TRANSITIONS,
  nextApprovalState,
  type ApprovalEvent,
  type ApprovalState,
} from './approval.js';

const events = fc.array(fc.constantFrom(...APPROVAL_EVENTS), { maxLength: 12 });

/** Every state on the way, from the request on. */
const pathOf = (happened: readonly ApprovalEvent[]): ApprovalState[] =>
  happened.reduce<ApprovalState[]>(
    (path, event) => [...path, nextApprovalState(path.at(-1)!, event)],
    ['pending'],
  );

describe('The transitions of an approval', () => {
  const ENDS = APPROVAL_STATES.filter((state) => Object.keys(APPROVAL_TRANSITIONS[state]).length === 0);

  it('end in exactly one outcome, whatever happens afterwards', () => {
    expect(ENDS).toEqual(['started', 'failed', 'denied', 'expired']);
    fc.assert(
      fc.property(events, (happened) => {
        const path = pathOf(happened);
        const end = path.findIndex((state) => ENDS.includes(state));
        if (end >= 0) expect(new Set(path.slice(end)).size).toBe(1);
      }),
    );
  });

  it('lead to a start only through the consent of the owner, which is given once', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const changes = pathOf(happened).filter((state, at, path) => state !== path[at - 1]);
        expect(changes.filter((state) => state === 'approved').length).toBeLessThanOrEqual(1);
        const start = changes.indexOf('started');
        if (start >= 0) expect(changes[start - 1]).toBe('approved');
      }),
    );
  });

  it('never lead back to waiting', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const path = pathOf(happened);
        const left = path.findIndex((state) => state !== 'pending');
        if (left >= 0) expect(path.slice(left)).not.toContain('pending');
      }),
    );
  });
});
