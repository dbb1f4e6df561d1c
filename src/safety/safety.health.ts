import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { celsius, minutes } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { SafetyService } from './safety.service.js';

/** A plan that must always be refused: an engine that lets it through is broken. */
const DEADLY: CookPlan = {
  target: celsius(50),
  hold: minutes(90),
  food: 'chicken',
  startState: 'refrigerated',
  vulnerableConsumers: false,
};

/** Whether the engine can judge, tried on a plan that it must refuse. */
@Injectable()
export class SafetyHealth {
  constructor(
    private readonly safety: SafetyService,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult<'safety'> {
    const indicator = this.health.check('safety');
    try {
      const { allowed, rulesVersion } = this.safety.review(DEADLY);
      return allowed
        ? indicator.down('The safety engine approves what it must refuse')
        : indicator.up({ rules_version: rulesVersion });
    } catch {
      return indicator.down('The safety engine cannot judge, so nothing may start');
    }
  }
}
