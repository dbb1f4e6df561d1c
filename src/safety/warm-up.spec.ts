import { FOODS } from '../../test/harness/safety.js';
import { loadFoodCatalogue } from './foods/food-catalogue.js';
import { makeRules } from './rules/rules.js';
import { SafetyService } from './safety.service.js';
import { WarmUp } from './warm-up.js';

describe('WarmUp', () => {
  function make(readFoods = () => loadFoodCatalogue(FOODS)) {
    const safety = new SafetyService(makeRules(), readFoods);
    return { review: jest.spyOn(safety, 'review'), warmUp: new WarmUp(safety) };
  }

  it('has the engine judge a plan once', () => {
    const { review, warmUp } = make();
    warmUp.run();
    expect(review).toHaveBeenCalledTimes(1);
    expect(review).toHaveReturnedWith(expect.objectContaining({ foodClass: 'poultry' }));
  });

  it('does not fail when the engine cannot judge', () => {
    const { review, warmUp } = make(() => {
      throw new Error('no foods');
    });
    warmUp.run();
    expect(review).toHaveBeenCalledTimes(1);
  });
});
