import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { celsius, milliseconds, seconds } from '../../shared/units.js';
import { DeviceBusyError } from '../cooking.errors.js';
import { StartCommand } from './start-command.js';

const at = milliseconds;

/** A start at the moment 1000, after the cooker's state number 1. */
function begin(told: string[] = []): StartCommand {
  const before = makeCookerState({ reading: makeReading(), sequence: 1 });
  const cook = {
    id: 'cook',
    cookerId: before.id,
    startedBy: 'coddle',
    requestedBy: 'default',
    startedAt: new Date(0),
    began: at(1_000),
    approved: approve(),
  } as const;
  return new StartCommand({ key: 'default', body: 'body' }, cook, before, ({ outcome }) =>
    told.push(outcome),
  );
}

const shown = (moment: number, sequence = 2) =>
  makeCookerState({ reading: makeCookingReading(), at: moment, sequence });
const idle = (moment: number, sequence = 2) =>
  makeCookerState({ reading: makeReading(), at: moment, sequence });

describe('StartCommand', () => {
  it('is verified by a later state that shows the cook', async () => {
    const attempt = begin();
    attempt.observe(shown(1_500));
    expect(attempt.outcome).toBe('verified');
    await expect(attempt.seen).resolves.toBe(attempt.cooker);
  });

  it.each([
    ['an older state of the same number', shown(1_500, 1)],
    ['a state that is older than the start and came later', shown(500)],
    [
      'a cook at another temperature',
      makeCookerState({ reading: makeCookingReading({ target: celsius(60) }), at: 1_500, sequence: 2 }),
    ],
  ])('is not verified by %s', (_case, cooker) => {
    const attempt = begin();
    attempt.observe(cooker);
    expect(attempt.outcome).toBe('under-way');
  });

  it('learns nothing from an idle state while the command may be on its way', () => {
    const attempt = begin();
    attempt.observe(idle(1_500));
    expect(attempt.outcome).toBe('under-way');
  });

  it('has not started once the cooker is seen idle after the call gave up', () => {
    const attempt = begin();
    attempt.giveUp('unknown', at(10_000));
    attempt.observe(idle(9_000));
    expect(attempt.outcome).toBe('unknown');
    attempt.observe(idle(10_500, 3));
    expect(attempt.outcome).toBe('not-started');
  });

  it('is verified even after it was given up and thought not started', () => {
    const attempt = begin();
    attempt.giveUp('unknown', at(10_000));
    attempt.observe(idle(10_500));
    attempt.observe(shown(12_000, 3));
    expect(attempt.outcome).toBe('verified');
  });

  it('stays verified when its call gives up afterwards', () => {
    const attempt = begin();
    attempt.observe(shown(1_500));
    attempt.giveUp('accepted', at(10_000));
    expect(attempt.outcome).toBe('verified');
  });

  it('stays refused whatever the cooker shows', () => {
    const attempt = begin();
    attempt.refuse('no');
    attempt.observe(shown(1_500));
    expect(attempt.outcome).toBe('refused');
  });

  it('tells whoever waits that it was stopped meanwhile, but only while it is open', async () => {
    const attempt = begin();
    const reason = new DeviceBusyError('stopped');
    attempt.stop(reason);
    await expect(attempt.seen).rejects.toBe(reason);
    expect(attempt.outcome).toBe('not-started');

    const verified = begin();
    verified.observe(shown(1_500));
    verified.stop(reason);
    expect(verified.outcome).toBe('verified');
  });

  it('tells of every change, once', () => {
    const told: string[] = [];
    const attempt = begin(told);
    attempt.giveUp('unknown', at(10_000));
    attempt.observe(idle(10_500));
    attempt.observe(idle(11_500, 3));
    attempt.observe(shown(12_000, 4));
    attempt.observe(shown(13_000, 5));
    expect(told).toEqual(['unknown', 'not-started', 'verified']);
  });

  it('is called back by a stop only until it is on its way', async () => {
    const reason = new DeviceBusyError('stopped');
    const early = begin();
    early.withdraw(reason);
    await expect(early.seen).rejects.toBe(reason);
    expect(early.open).toBe(false);

    const late = begin();
    late.leave();
    const resumed = begin();
    resumed.resume('unknown', at(20_000));
    for (const sent of [late, resumed]) {
      sent.withdraw(reason);
      expect(sent.open).toBe(true);
    }
  });

  it('takes a state that is hardly older for a later one where another process sent the start', () => {
    const [own, resumed, late] = [begin(), begin(), begin()];
    for (const attempt of [resumed, late]) attempt.resume('unknown', at(20_000));
    own.observe(shown(999));
    expect(own.outcome).toBe('under-way');
    resumed.observe(shown(-1_000));
    expect(resumed.outcome).toBe('verified');
    late.observe(shown(-1_001));
    expect(late.outcome).toBe('unknown');
  });

  it('goes on where another process left off, without telling anybody', () => {
    const told: string[] = [];
    const attempt = begin(told);
    attempt.resume('unknown', at(20_000));
    expect([attempt.outcome, told]).toEqual(['unknown', []]);
    attempt.observe(idle(19_000));
    attempt.observe(shown(21_000, 3));
    expect(told).toEqual(['verified']);
  });

  it('takes a cook like its own that began much later for somebody else’s', () => {
    const minute = 60_000;
    const attempt = begin();
    attempt.giveUp('unknown', at(10_000));
    attempt.observe(shown(12 * minute));
    expect(attempt.outcome).toBe('unknown');

    const seenLate = makeCookingReading({ cookAge: seconds(11 * 60) });
    attempt.observe(makeCookerState({ reading: seenLate, at: 12 * minute, sequence: 3 }));
    expect(attempt.outcome).toBe('verified');
  });
});
