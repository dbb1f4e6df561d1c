import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { UnsafeCookError } from '../../safety/safety.errors.js';
import { celsius } from '../../shared/units.js';
import { toVerdictDto } from '../dto/verdict.dto.js';
import { verdictWithFacts, refusalWithFacts } from './plan-with-facts.js';

const FACTS = {
  remembered: ['The thickest point is 60 mm, as you said 5 minutes ago.'],
  remedies: ['Send thickness_mm.'],
};
const refused = makeSafety().review(makePlan({ target: celsius(50) }));

describe('Facts of earlier requests', () => {
  it('are named in a refusal, with how to replace them', () => {
    const error = new UnsafeCookError(refused);
    expect(refusalWithFacts(FACTS, error)).toMatchObject({
      code: error.code,
      message: `${error.message} The thickest point is 60 mm, as you said 5 minutes ago. Send thickness_mm.`,
    });
    const { violations, assumptions } = verdictWithFacts(FACTS, toVerdictDto(refused));
    expect(violations[0]!.message).toMatch(/as you said 5 minutes ago\. Send thickness_mm\.$/);
    expect(assumptions[0]).toBe(FACTS.remembered[0]);
  });

  it('come without a hint when the food must be thrown away', () => {
    const code = 'FOOD_MUST_BE_DISCARDED';
    const spoilt = {
      ...refused,
      violations: [{ ...refused.violations[0]!, code, message: 'Throw it away.' }],
    };
    const error = new UnsafeCookError(spoilt);
    expect(refusalWithFacts(FACTS, error)).toBe(error);
    expect(verdictWithFacts(FACTS, toVerdictDto(spoilt)).violations[0]!.message).toBe('Throw it away.');
  });

  it('leave every other error unchanged', () => {
    const error = new Error('lost');
    expect(refusalWithFacts(FACTS, error)).toBe(error);
  });
});
