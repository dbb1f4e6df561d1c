import { DrivenClock } from '../../test/harness/driven-clock.js';
import { FOODS } from '../../test/harness/safety.js';
import { loadFoodCatalogue } from './foods/food-catalogue.js';
import { makeRules } from './safety.module.js';
import { SafetyService } from './safety.service.js';
import { WarmUp } from './warm-up.js';

describe('WarmUp', () => {
  function make(readFoods = () => loadFoodCatalogue(FOODS)) {
    const clock = new DrivenClock();
    const safety = new SafetyService(makeRules(), readFoods);
    const review = jest.spyOn(safety, 'review');
    return { clock, review, warmUp: new WarmUp(safety, clock) };
  }

  it('has the engine judge once, a second after the opening', async () => {
    const { clock, review, warmUp } = make();
    warmUp.onApplicationBootstrap();
    await clock.elapse(999);
    expect(review).not.toHaveBeenCalled();
    await clock.elapse(60_000);
    expect(review).toHaveBeenCalledTimes(1);
    expect(review).toHaveReturnedWith(expect.objectContaining({ foodClass: 'poultry' }));
  });

  it('leaves off when the server closes before', async () => {
    const { clock, review, warmUp } = make();
    warmUp.onApplicationBootstrap();
    warmUp.onApplicationShutdown();
    await clock.elapse(60_000);
    expect(review).not.toHaveBeenCalled();
  });

  it('harms nobody when the engine cannot judge', async () => {
    const { clock, review, warmUp } = make(() => {
      throw new Error('no foods');
    });
    warmUp.onApplicationBootstrap();
    await clock.elapse(1_000);
    expect(review).toHaveBeenCalledTimes(1);
  });
});
