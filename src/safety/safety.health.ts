import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { celsius, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { SafetyService } from './safety.service.js';

const CHICKEN: CookPlan = {
  target: celsius(65),
  hold: minutes(90),
  food: 'chicken',
  startState: 'refrigerated',
  vulnerableConsumers: false,
};

/** Plans that must always be refused, too cool and too short: an engine that lets one through is broken. */
const DEADLY: readonly CookPlan[] = [
  { ...CHICKEN, target: celsius(50) },
  { ...CHICKEN, hold: minutes(1) },
];

/** Whether the engine can judge, tried on plans that it must refuse. */
@Injectable()
export class SafetyHealth {
  constructor(
    private readonly safety: SafetyService,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult<'safety'> {
    const indicator = this.health.check('safety');
    try {
      const verdicts = DEADLY.map((plan) => this.safety.review(plan));
      return verdicts.some(({ allowed }) => allowed)
        ? indicator.down('The safety engine approves what it must refuse')
        : indicator.up({ rules_version: verdicts[0]!.rulesVersion });
    } catch {
      return indicator.down('The safety engine cannot judge, so nothing may start');
    }
  }
}
