import { makeCook, makeForeignCook } from '../../../test/harness/cook-monitor-harness.js';
import { cooking, LOOKED_AT, lookAt as look, NO_FOOD } from '../../../test/harness/observed-cooker.js';
import {
  makeAccount,
  makeCookerState,
  makeCookingReading,
  makeReading,
} from '../../../test/harness/readings.js';
import type { CookerMode, CookerReading } from '../../device/cooker-state.js';
import { celsius, seconds } from '../../shared/units.js';

describe('The facts of a cooker at rest', () => {
  it('say that nothing goes on, and what the water is', () => {
    expect(look(makeReading())).toEqual({
      thing: { kind: 'cooker', id: 'cooker-one', name: 'Kitchen', cookerId: 'cooker-one' },
      at: LOOKED_AT,
      facts: {
        water_celsius: 20,
        water_celsius_per_hour: null,
        data_age_seconds: 1,
        low_water: false,
        cooker_fault: false,
        offline_in_cook: false,
        timer_ends_too_early: false,
        must_discard: false,
        target_reached: false,
        cook_done: false,
        pasteurized: false,
      },
      words: {
        water_celsius: 'The water of Kitchen is 20 °C.',
        data_age_seconds: 'Kitchen last reported 1 second ago.',
      },
    });
  });

  it('hold while it has nothing to report, and its water is not known then', () => {
    const { facts } = look(makeReading(), { age: 500_000 });
    expect(facts).toMatchObject({
      water_celsius: null,
      data_age_seconds: 500,
      target_reached: false,
      low_water: false,
    });
  });

  it('are not known while its cloud is away', () => {
    const cooker = makeCookerState({ reading: makeReading(), at: 590_000 });
    const { facts } = look(undefined, { cooker, account: makeAccount([cooker], { link: 'down' }) });
    expect(facts).toMatchObject({
      water_celsius: null,
      low_water: null,
      cooker_fault: null,
      target_reached: null,
      cook_done: null,
      pasteurized: null,
      timer_ends_too_early: null,
      offline_in_cook: false,
    });
  });

  it('are not known before its first state', () => {
    const { facts } = look(undefined);
    expect(facts).toMatchObject({
      water_celsius: null,
      data_age_seconds: null,
      low_water: null,
      target_reached: null,
    });
  });

  it('say that food must be thrown away, and do not deny it before the foods of an earlier process are known', () => {
    const discard = 'Throw the food away: its centre has been between 5 and 54.4 °C for 5 hours.';
    const spoilt = look(makeReading(), { food: () => ({ ...NO_FOOD, discard }) });
    expect([spoilt.facts.must_discard, spoilt.words?.must_discard]).toEqual([true, `Kitchen: ${discard}`]);
    expect(look(makeReading(), { foodsKnown: false }).facts.must_discard).toBeNull();
  });

  it('say which fault it reports, and that its water is low', () => {
    const stuck = look(makeReading({ mode: 'fault', fault: 'motor-stuck' }));
    expect(stuck.facts).toMatchObject({ cooker_fault: true, low_water: false });
    expect(stuck.words?.cooker_fault).toBe(
      'Kitchen reports a fault: its propeller is stuck. Unplug it and see what blocks it.',
    );
    const dry = look(makeReading({ mode: 'fault', fault: 'low-water' }));
    expect(dry.facts).toMatchObject({ cooker_fault: true, low_water: true });
    const low = look(makeCookingReading({ warnings: ['low-water'] }));
    expect(low.facts).toMatchObject({ cooker_fault: false, low_water: true });
    expect(low.words?.low_water).toMatch(/^Kitchen: The water is low: fill it up now/);
    expect(look(makeReading({ mode: 'fault' })).words?.cooker_fault).toBe(
      'Kitchen reports a fault: it does not say which.',
    );
  });
});

describe('The facts of a cook', () => {
  it('count what is left and say when the target is reached', () => {
    const { facts, words } = look(makeCookingReading(), cooking());
    expect(facts).toMatchObject({
      target_reached: true,
      cook_done: false,
      offline_in_cook: false,
      minutes_to_target: 0,
    });
    expect(facts.minutes_left).toBeCloseTo(60, 0);
    expect(words).toMatchObject({
      target_reached: 'The water of Kitchen has reached 65 °C.',
      minutes_left: 'The timer of Kitchen has 60 minutes left.',
    });
  });

  it('forecast when the water reaches its target, as fast as it warms', () => {
    const heating = makeCookingReading({ mode: 'preheating', water: celsius(45), timer: { mode: 'idle' } });
    const { facts, words } = look(heating, { ...cooking(), waterRate: () => 60 });
    expect(facts).toMatchObject({ target_reached: false, minutes_to_target: 20, water_celsius_per_hour: 60 });
    expect(words).toMatchObject({
      minutes_to_target: 'The water of Kitchen reaches 65 °C in about 20 minutes.',
      water_celsius_per_hour: 'The water of Kitchen rises by 60 °C an hour.',
    });
    expect(look(heating, cooking()).facts.minutes_to_target).toBeNull();
    expect(look(heating, { ...cooking(), waterRate: () => -3 }).facts.minutes_to_target).toBeNull();
  });

  it('say that the timer has ended, and what that means for the food', () => {
    const over = makeCookingReading({ mode: 'done', timer: { mode: 'completed', length: seconds(5400) } });
    const safe = cooking();
    const food = safe.food();
    const pasteurized = {
      ...food,
      assessed: { ...food.assessed, safety: { ...food.assessed.safety, pasteurized: true } },
    };
    expect(look(over, { food: () => pasteurized }).words).toMatchObject({
      cook_done:
        'The timer of Kitchen has ended; it goes on holding the temperature until stopped. The food is pasteurised.',
      pasteurized: 'Chicken on Kitchen is pasteurised.',
    });
    expect(look(over, safe).words?.cook_done).toMatch(/The food is not pasteurised yet\.$/);
    expect(look(over, cooking(makeForeignCook())).words?.cook_done).toMatch(/until stopped\.$/);
  });

  it('pass on the warning of the monitor that the timer is too short', () => {
    const tooEarly =
      'The timer ends 9 minutes before the food is pasteurised: leave it in for another 30 minutes.';
    const { facts, words } = look(makeCookingReading(), cooking(makeCook(), { tooEarly }));
    expect([facts.timer_ends_too_early, words?.timer_ends_too_early]).toEqual([true, `Kitchen: ${tooEarly}`]);
    expect(
      look(makeCookingReading(), cooking(makeCook(), { tooEarly: null })).facts.timer_ends_too_early,
    ).toBeNull();
    expect(look(makeCookingReading(), cooking()).facts.timer_ends_too_early).toBe(false);
  });

  it('do not claim that the timer is too short for a food that is not known', () => {
    const { facts } = look(
      makeCookingReading(),
      cooking(makeForeignCook(), { tooEarly: 'The timer ends too early.' }),
    );
    expect(facts.timer_ends_too_early).toBeNull();
  });

  it.each<[string, CookerMode, CookerReading['timer'], boolean | null]>([
    ['heats', 'preheating', { mode: 'idle' }, false],
    ['holds without a timer', 'holding', { mode: 'running' }, true],
    ['cools down to it', 'holding', { mode: 'idle' }, false],
    ['does something unknown', 'unknown', { mode: 'unknown' }, null],
    ['is in a fault', 'fault', { mode: 'paused' }, null],
  ])('say of the target of a cooker that %s', (_, mode, timer, reached) => {
    const known = makeCookingReading({ mode, timer });
    expect(look(known, cooking()).facts.target_reached).toBe(reached);
  });
});

describe('The facts of a cook whose cooker is silent', () => {
  it('say since when, and why', () => {
    const { facts, words } = look(makeCookingReading(), { ...cooking(), age: 400_000 });
    expect(facts).toMatchObject({
      offline_in_cook: true,
      water_celsius: null,
      minutes_left: null,
      target_reached: null,
      core_celsius: null,
      low_water: null,
      cooker_fault: null,
      cook_done: null,
      pasteurized: null,
    });
    expect(words?.offline_in_cook).toBe(
      'Nothing was heard of Kitchen for 6 minutes while chicken cooks: it sends nothing. Look at the cooker: check that it is running and that the water is hot.',
    );
  });

  it.each([
    [{ link: 'down' } as const, "Anova's cloud cannot be reached."],
    [{ link: 'token-rejected' } as const, "Anova's cloud refuses the access token."],
  ])('name the connection (%j)', (link, why) => {
    const cooker = makeCookerState({ reading: makeCookingReading(), at: 500_000 });
    const account = makeAccount([cooker], link);
    expect(look(undefined, { ...cooking(), cooker, account }).words?.offline_in_cook).toContain(why);
  });

  it('name the cooker that its cloud does not reach', () => {
    const { words } = look(makeCookingReading({ online: false }), cooking());
    expect(words?.offline_in_cook).toContain("Anova's cloud says that it is offline.");
  });

  it('are not known just after a start, and are after a while', () => {
    const cooker = makeCookerState();
    const account = makeAccount([], { link: 'connecting', listed: false });
    const early = look(undefined, { ...cooking(), cooker, account, justStarted: true });
    expect(early.facts.offline_in_cook).toBeNull();
    const later = look(undefined, { ...cooking(), cooker, account });
    expect(later.facts.offline_in_cook).toBe(true);
    expect(later.words?.offline_in_cook).toMatch(
      /^Nothing was heard of Kitchen since this server started while/,
    );
  });

  it('count water that is not measured as silence', () => {
    const { facts, words } = look(makeCookingReading(), cooking(makeCook(), { unmeasured: 12 }));
    expect(facts.offline_in_cook).toBe(true);
    expect(words?.offline_in_cook).toMatch(
      /^Kitchen has not measured its water for 12 minutes while chicken cooks\./,
    );
    expect(facts).toMatchObject({ must_discard: null, pasteurized: null });
  });

  it('keep the end of a timer that was seen', () => {
    const over = makeCookingReading({ mode: 'done', timer: { mode: 'completed', length: seconds(5400) } });
    expect(look(over, { ...cooking(), age: 400_000 }).facts.cook_done).toBe(true);
  });
});
