import { approve } from '../../test/support/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../test/support/readings.js';
import { celsius, milliseconds } from '../shared/units.js';
import { DeviceBusyError } from './cooking.errors.js';
import { StartAttempt } from './start-attempt.js';

const at = milliseconds;

/** A start at the moment 1000, after the cooker's state number 1. */
function begin(): StartAttempt {
  const before = makeCookerState({ reading: makeReading(), sequence: 1 });
  const cook = {
    id: 'cook',
    cookerId: before.id,
    startedBy: 'coddle',
    startedAt: new Date(0),
    began: at(1_000),
    approved: approve(),
  } as const;
  return new StartAttempt('body', cook, before);
}

const shown = (moment: number, sequence = 2) =>
  makeCookerState({ reading: makeCookingReading(), at: moment, sequence });
const idle = (moment: number, sequence = 2) =>
  makeCookerState({ reading: makeReading(), at: moment, sequence });

describe('StartAttempt', () => {
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
    attempt.refuse();
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
});
