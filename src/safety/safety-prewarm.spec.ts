import { FOODS } from '../../test/harness/safety.js';
import { loadFoodCatalogue } from './foods/food-catalogue.js';
import { makeRules } from './rules/rules.js';
import { SafetyService } from './safety.service.js';
import { SafetyPrewarm } from './safety-prewarm.js';

describe('WarmUp', () => {
  function make(readFoods = () => loadFoodCatalogue(FOODS)) {
    const safety = new SafetyService(makeRules(), readFoods);
    return { review: jest.spyOn(safety, 'review'), prewarm: new SafetyPrewarm(safety) };
  }

  it('has the engine judge a plan once', () => {
    const { review, prewarm } = make();
    prewarm.run();
    expect(review).toHaveBeenCalledTimes(1);
    expect(review).toHaveReturnedWith(expect.objectContaining({ foodClass: 'poultry' }));
  });

  it('does not fail when the engine cannot judge', () => {
    const { review, prewarm } = make(() => {
      throw new Error('no foods');
    });
    prewarm.run();
    expect(review).toHaveBeenCalledTimes(1);
  });
});
