import { makeAlertRule } from '../../../test/harness/alert-rules.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { approve, makePlan } from '../../../test/harness/plans.js';
import type { Approval } from '../../approvals/approval.js';
import type { Approvals } from '../../approvals/approvals.js';
import { toRecordedVerdict } from '../../safety/stored-verdict.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { ApprovalObserver } from './approval-observer.js';
import { WantedFacts } from './wanted-facts.js';

const MINUTE = 60_000;

const approval = (now: number, known: Partial<Approval> = {}): Approval => ({
  id: 'approval-one',
  asker: { id: 'oauth:one', name: 'Claude', host: 'claude.ai' },
  cooker: { id: 'cooker-one', name: 'Kitchen' },
  request: { requestId: null, body: '' },
  others: [],
  plan: makePlan(),
  verdict: toRecordedVerdict(approve().verdict),
  digest: '',
  planDigest: '',
  state: 'pending',
  requestedAt: now,
  expiresAt: now + 10 * MINUTE,
  decidedAt: null,
  decidedBy: null,
  cookId: null,
  reason: null,
  ...known,
});

describe('ApprovalObserver', () => {
  const wanted = new WantedFacts([
    makeAlertRule({ kind: 'approval', condition: { fact: 'approval_waiting' } }),
  ]);

  function observerOf(list: () => Promise<readonly Approval[]>) {
    const clock = new DrivenClock();
    return { clock, observer: new ApprovalObserver({ list } as Approvals, clock) };
  }

  it('observes those that wait, with who asks for what and for how long', async () => {
    const clock = new DrivenClock();
    const now = clock.now().getTime();
    const { observer } = observerOf(() =>
      Promise.resolve([approval(now), approval(now, { id: 'another', state: 'denied' })]),
    );
    expect(await observer.look(wanted)).toEqual([
      {
        thing: { kind: 'approval', id: 'approval-one', name: 'chicken', cookerId: 'cooker-one' },
        at: now,
        facts: { approval_waiting: true },
        words: {
          approval_waiting:
            'Chicken at 65 °C for 90 minutes on Kitchen waits for your approval. Claude asked for it; without an approval the request ends in 10 minutes.',
        },
      },
    ]);
    expect(observer.present).toEqual(new Set(['approval-one']));
  });

  it('reads them again only after a change, and leaves out what has expired', async () => {
    const list = jest.fn(() => Promise.resolve([approval(Date.parse('2026-03-01T12:00:00Z'))]));
    const { clock, observer } = observerOf(list);
    await observer.look(wanted);
    clock.advance(9 * MINUTE);
    expect(await observer.look(wanted)).toHaveLength(1);
    expect(list).toHaveBeenCalledTimes(1);
    clock.advance(MINUTE);
    expect(await observer.look(wanted)).toEqual([]);
    expect(observer.present).toEqual(new Set());
    observer.outdate();
    await observer.look(wanted);
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('does not know which wait while they cannot be read, and reads them as soon as it can', async () => {
    let fails = true;
    const { observer } = observerOf(() =>
      fails ? Promise.reject(new StorageUnavailableError('failing')) : Promise.resolve([]),
    );
    expect(await observer.look(wanted)).toEqual([]);
    expect(observer.present).toBeUndefined();
    fails = false;
    await observer.look(wanted);
    expect(observer.present).toEqual(new Set());
  });

  it('reads nothing that no rule wants', async () => {
    const list = jest.fn(() => Promise.resolve([]));
    const { observer } = observerOf(list);
    await observer.look(new WantedFacts([]));
    expect(list).not.toHaveBeenCalled();
  });
});
