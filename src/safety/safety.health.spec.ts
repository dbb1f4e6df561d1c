import { HealthIndicatorService } from '@nestjs/terminus';
import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { SafetyHealth } from './safety.health.js';
import { makeRules } from './rules/rules.js';
import type { SafetyRule } from './safety-rule.js';
import { SafetyService } from './safety.service.js';

const { foods } = makeSafety();
const check = (rules: readonly SafetyRule[], readFoods = () => foods) =>
  new SafetyHealth(new SafetyService(rules, readFoods), new HealthIndicatorService()).check();

describe('SafetyHealth', () => {
  it('is up while the engine refuses what it must, and names the version of the rules', () => {
    const { rulesVersion } = makeSafety().review(makePlan());
    expect(check(makeRules())).toEqual({ safety: { status: 'up', rules_version: rulesVersion } });
  });

  it('is down when the engine approves chicken at 50 °C', () => {
    expect(check([])).toEqual({
      safety: { status: 'down', message: 'The safety engine approves what it must refuse' },
    });
  });

  it('is down when there is no food data', () => {
    const missing = () => {
      throw new Error('gone');
    };
    expect(check(makeRules(), missing)).toEqual({
      safety: { status: 'down', message: 'The safety engine cannot judge, so nothing may start' },
    });
  });

  it('is down when a rule fails', () => {
    const failing: SafetyRule = {
      review: () => {
        throw new TypeError('bug');
      },
    };
    expect(check([failing])).toMatchObject({ safety: { status: 'down' } });
  });
});
