import { newsBetween, newsOfApproval } from './news.js';

type Status = Parameters<typeof newsBetween>[1];
const RUNNING: Status = {
  ...{ device_id: 'a', device_name: 'Kitchen', timer: 'running', is_running: true, device_online: true },
  ...{ cook: null, safety: null, warnings: [] },
};
const THROW_AWAY = ['Throw the food away: it was between 5 and 54.4 °C for too long.'];
const kindsOf = (before: Status | undefined, after: Status) =>
  newsBetween(before, after).map(({ kind }) => kind);

describe('News of a cooker', () => {
  it('is that its timer has ended, once', () => {
    const ended = { ...RUNNING, timer: 'completed' } satisfies Status;
    expect(kindsOf(RUNNING, ended)).toEqual(['timer_ended']);
    expect(kindsOf(ended, ended)).toEqual([]);
    expect(kindsOf({ ...RUNNING, timer: 'idle' }, ended)).toEqual([]);
  });

  it('is that food must be thrown away, once', () => {
    const spoilt = { ...RUNNING, warnings: THROW_AWAY };
    expect(newsBetween(RUNNING, spoilt)).toEqual([
      { kind: 'throw_away', tag: 'coddle.throw_away.a', cooker: 'Kitchen', view: 'access' },
    ]);
    expect(kindsOf(spoilt, spoilt)).toEqual([]);
    const safety = { error: 'COOK_INTERRUPTED', warnings: [] as string[] } as unknown as Status['safety'];
    expect(kindsOf(RUNNING, { ...RUNNING, safety })).toEqual(['throw_away']);
  });

  it('is that a cooker falls silent while it runs', () => {
    const silent = { ...RUNNING, device_online: false };
    expect(kindsOf(RUNNING, silent)).toEqual(['silent']);
    expect(kindsOf(silent, silent)).toEqual([]);
    expect(kindsOf({ ...RUNNING, is_running: false }, { ...silent, is_running: false })).toEqual([]);
  });

  it('is nothing at the first report', () => {
    expect(kindsOf(undefined, { ...RUNNING, timer: 'completed', warnings: THROW_AWAY })).toEqual([]);
  });
});

describe('News of an approval', () => {
  const plan = { device_name: 'Kitchen' } as Parameters<typeof newsOfApproval>[0]['plan'];
  const pending = { approval_id: 'p', status: 'pending', plan } as const;

  it('is that it waits, once', () => {
    expect(newsOfApproval(pending, new Set())).toEqual([
      { kind: 'approval', tag: 'coddle.approval.p', cooker: 'Kitchen', view: 'approvals' },
    ]);
    expect(newsOfApproval(pending, new Set(['p']))).toEqual([]);
    expect(newsOfApproval({ ...pending, status: 'denied' }, new Set())).toEqual([]);
  });
});
