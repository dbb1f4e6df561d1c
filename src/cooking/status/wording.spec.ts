import { makeCookerState, makeCookingReading } from '../../../test/harness/readings.js';
import { makeCook } from '../../../test/harness/cook-monitor-harness.js';
import { celsius, seconds } from '../../shared/units.js';
import { minutesDown, minutesUp, stoppedSummary, type StopFacts } from './wording.js';

const cooker = makeCookerState({ reading: makeCookingReading({ water: celsius(20.04) }) });

describe('Minutes', () => {
  it.each([
    [0, 0, 0],
    [1, 1, 0],
    [60, 1, 1],
    [61, 2, 1],
  ])('of %d s are %d remaining and %d elapsed', (time, left, passed) => {
    expect([minutesUp(seconds(time)), minutesDown(seconds(time))]).toEqual([left, passed]);
  });
});

describe('stoppedSummary', () => {
  const facts: StopFacts = {
    cooker,
    cook: makeCook(),
    verified: true,
    elapsed: seconds(30 * 60),
    water: 64.94,
    notYet: undefined,
  };

  it('ends with what is missing to pasteurise the food', () => {
    expect(stoppedSummary({ ...facts, notYet: 'Not pasteurised.' })).toBe(
      'Stopped early: 30 of 90 minutes done. The water was 64.9 °C. Not pasteurised.',
    );
    expect(stoppedSummary(facts)).toBe('Stopped early: 30 of 90 minutes done. The water was 64.9 °C.');
  });

  it('ends with it also when the water is unknown or the time had not begun', () => {
    const early = { ...facts, elapsed: seconds(0), water: null, notYet: 'Not pasteurised.' };
    expect(stoppedSummary(early)).toBe('Stopped before the 90 minutes had begun. Not pasteurised.');
  });

  const [foreign, water] = [makeCook({ approved: undefined, startedBy: 'app' }), null];
  it.each([
    [{ elapsed: seconds(20) }, 'Stopped early: less than a minute of the 90 minutes had passed.'],
    [{ elapsed: undefined }, 'Stopped.'],
    [{ elapsed: seconds(120), length: seconds(300) }, 'Stopped early: 2 of 5 minutes done.'],
    [{ elapsed: seconds(330), length: seconds(330) }, 'Stopped: the 6 minutes were done.'],
    [{ elapsed: seconds(0), length: seconds(300) }, 'Stopped before the 5 minutes had begun.'],
    [
      { elapsed: seconds(120), length: seconds(300), unseen: seconds(300) },
      'Stopped. When the cooker was last seen, 5 minutes ago, its timer had run for 2 of 5 minutes.',
    ],
    [
      { elapsed: undefined, fault: 'low-water' as const },
      'Stopped. The cooker reports a fault: the water is too low, so it has stopped heating. Fill the pot up.',
    ],
    [{ elapsed: seconds(20), cook: foreign }, 'Stopped after less than a minute.'],
    [{ elapsed: seconds(60), cook: foreign }, 'Stopped after 1 minute.'],
    [{ elapsed: undefined, cook: foreign }, 'Stopped.'],
    [
      { unseen: seconds(300) },
      'Stopped. When the cooker was last seen, 5 minutes ago, its timer had run for 30 of 90 minutes.',
    ],
    [
      { unseen: seconds(300), cook: foreign },
      'Stopped. When the cooker was last seen, 5 minutes ago, its timer had run for 30 minutes.',
    ],
    [{ unseen: seconds(300), elapsed: undefined }, 'Stopped.'],
  ])('mentions no time that was not observed: %j', (known, summary) => {
    expect(stoppedSummary({ ...facts, water, ...known })).toBe(summary);
  });
});
