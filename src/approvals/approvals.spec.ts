import fc from 'fast-check';
import { ApprovalsOfFolder, makeStartToApprove } from '../../test/harness/approvals-of-folder.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { minutes } from '../shared/units.js';
import type { ApprovalState } from './approval.js';
import { STARTS_PER_HOUR } from './approval-limits.js';

const MINUTE = 60_000;

describe('Approvals', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  let clock: DrivenClock;
  let owner: ApprovalsOfFolder;
  const open = () => {
    clock = new DrivenClock();
    owner = new ApprovalsOfFolder(folders.open(folders.make(), clock), clock);
  };
  beforeEach(open);

  const ask = async (hold = 90, names: Parameters<typeof makeStartToApprove>[1] = {}) =>
    (await owner.approvals.request(makeStartToApprove({ hold: minutes(hold) }, names))).approval;

  it('are kept as they were made', async () => {
    const approval = await ask(90, { requestId: 'dinner' });
    expect(await owner.store.find(approval.id)).toEqual(approval);
    const given = await owner.approvals.approve(approval.id, 'cli');
    expect(given).toMatchObject({
      state: 'approved',
      decidedBy: 'cli',
      cookId: expect.any(String) as string,
    });
    expect(await owner.store.find(approval.id)).toEqual(given);
  });

  it('wait three at a time for one client and ten in all, and the response says for how long', async () => {
    for (const asker of ['a', 'b', 'c']) for (const hold of [90, 91, 92]) await ask(hold, { asker });
    await clock.elapse(MINUTE);
    await expect(ask(93, { asker: 'a' })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      headers: { 'Retry-After': '540' },
    });
    await ask(90, { asker: 'd' });
    await expect(ask(90, { asker: 'e' })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await clock.elapse(9 * MINUTE);
    expect(await ask(90, { asker: 'e' })).toMatchObject({ state: 'pending' });
  });

  it('are given six times an hour, and what waits goes on waiting', async () => {
    for (let count = 0; count < STARTS_PER_HOUR; count++)
      await owner.approvals.approve((await ask(90 + count, { asker: `asker ${count}` })).id, 'owner');
    await expect(ask(99)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await clock.elapse(55 * MINUTE);
    await expect(ask(99)).rejects.toMatchObject({ headers: { 'Retry-After': '300' } });
    await clock.elapse(5 * MINUTE);
    expect(await ask(99)).toMatchObject({ state: 'pending' });
  });

  it('of a start that another process left in progress are known, and can still fail', async () => {
    const database = folders.open(folders.make(), clock);
    owner = new ApprovalsOfFolder(database, clock);
    const { id } = await ask();
    const { cookId } = await owner.approvals.approve(id, 'owner');
    owner = new ApprovalsOfFolder(database, clock);
    await owner.approvals.restore();
    expect(owner.approvals.openCooks).toEqual([cookId]);
    await owner.approvals.lost(cookId!);
    expect(await owner.approvals.find(id)).toMatchObject({ state: 'failed' });
    expect(owner.approvals.openCooks).toEqual([]);
  });

  it('are removed after a day', async () => {
    const { id } = await ask();
    await owner.approvals.deny(id, 'owner');
    await clock.elapse(24 * 60 * MINUTE + 1);
    await ask(91);
    await expect(owner.approvals.find(id)).rejects.toMatchObject({ code: 'APPROVAL_NOT_FOUND' });
  });

  it('fail with a sentence, once', async () => {
    const { id } = await ask();
    const { cookId } = await owner.approvals.approve(id, 'owner');
    await owner.approvals.failed(cookId!, 'Kitchen is offline.');
    await owner.approvals.started(cookId!);
    expect(await owner.approvals.find(id)).toMatchObject({ state: 'failed', reason: 'Kitchen is offline.' });
  });

  const ENDED: readonly ApprovalState[] = ['started', 'failed', 'denied', 'expired'];
  const step = fc.oneof(
    fc.record({ act: fc.constant('ask' as const), plan: fc.nat(3), asker: fc.nat(2), named: fc.boolean() }),
    fc.record({
      act: fc.constantFrom('approve' as const, 'deny' as const, 'start' as const, 'fail' as const),
      which: fc.nat(9),
    }),
    fc.record({
      act: fc.constantFrom('pass' as const, 'jump' as const),
      minutes: fc.integer({ min: -15, max: 15 }),
    }),
  );

  it('are used once each and end in one outcome, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        open();
        const known: string[] = [];
        const permits = new Map<string, string>();
        const outcomes = new Map<string, ApprovalState>();
        const ignore = () => undefined;
        for (const [at, one] of steps.entries()) {
          if (one.act === 'ask') {
            const requestId = one.named ? `request ${one.plan}` : undefined;
            const names = { asker: `asker ${one.asker}`, ...(requestId !== undefined && { requestId }) };
            const approval = await ask(90 + one.plan, names).catch(ignore);
            if (approval !== undefined && !known.includes(approval.id)) known.push(approval.id);
          } else if (one.act === 'pass') await clock.elapse(Math.abs(one.minutes) * MINUTE);
          else if (one.act === 'jump') clock.jump(one.minutes * MINUTE);
          else if ('which' in one && known.length > 0) {
            const id = known[one.which % known.length]!;
            if (one.act === 'approve') {
              const given = await owner.approvals.approve(id, `owner ${at}`).catch(ignore);
              if (given !== undefined) {
                expect(permits.has(id)).toBe(false);
                permits.set(id, given.cookId!);
              }
            } else if (one.act === 'deny') await owner.approvals.deny(id, 'owner').catch(ignore);
            else if (one.act === 'start') await owner.approvals.started(permits.get(id) ?? '');
            else await owner.approvals.failed(permits.get(id) ?? '', 'It failed.');
          }
          for (const id of known) {
            const state = (await owner.store.find(id))?.state;
            if (state === undefined) continue;
            if (outcomes.has(id)) expect(state).toBe(outcomes.get(id));
            if (ENDED.includes(state)) outcomes.set(id, state);
            if (state === 'started' || state === 'failed') expect(permits.has(id)).toBe(true);
          }
        }
        const waiting = (await owner.approvals.list()).filter(({ state }) => state === 'pending');
        for (const asker of [0, 1, 2])
          expect(waiting.filter((one) => one.asker.id === `asker ${asker}`).length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
