import { Injectable } from '@nestjs/common';
import type { CookerState } from '../device/cooker-state.js';
import type { CookPlan } from '../safety/cook-plan.js';
import { SafetyUnavailableError } from '../safety/safety.errors.js';
import { SafetyService } from '../safety/safety.service.js';
import { minutes, secondsToMinutes, type Celsius, type Seconds } from '../shared/units.js';
import type { Cook } from './cook.js';
import type { CurrentSafetyDto } from './dto/status.dto.js';
import { isSameSetpoint } from './matching.js';

interface Judgement {
  readonly cook: Cook;
  readonly target: Celsius | undefined;
  readonly length: Seconds | undefined;
  readonly safety: CurrentSafetyDto;
}

/** Judges the cook that is on, also one that others began or changed: it may warn, it never interferes. */
@Injectable()
export class CookJudge {
  // A cook is judged once for every setting it has had, not with every status call.
  private readonly judged = new Map<string, Judgement>();

  constructor(private readonly safety: SafetyService) {}

  judge(cook: Cook, { latest }: CookerState): CurrentSafetyDto {
    const { target, timer } = latest?.reading ?? {};
    const known = this.judged.get(cook.cookerId);
    if (known?.cook === cook && known.target === target && known.length === timer?.length)
      return known.safety;
    const safety = this.review(cook, target, timer?.length);
    this.judged.set(cook.cookerId, { cook, target, length: timer?.length, safety });
    return safety;
  }

  private review(cook: Cook, target: Celsius | undefined, length: Seconds | undefined): CurrentSafetyDto {
    const plan = cook.approved?.plan;
    if (plan !== undefined && (target === undefined || isSameSetpoint(target, plan.target))) {
      return { basis: basisOf(plan), allowed: true, warnings: [...cook.approved!.verdict.warnings] };
    }
    if (target === undefined) return UNKNOWN;
    return this.changed({ ...(plan ?? STRANGER), target, hold: holdOf(plan, length) });
  }

  private changed(plan: CookPlan): CurrentSafetyDto {
    try {
      const { allowed, violations, warnings } = this.safety.review(plan);
      return {
        basis: basisOf(plan),
        allowed,
        warnings: [...violations.map(({ message }) => message), ...warnings],
      };
    } catch (error) {
      if (!(error instanceof SafetyUnavailableError)) throw error;
      return { ...UNKNOWN, warnings: [error.message] };
    }
  }
}

/** A cook of which nobody told the food: the strictest class. */
const STRANGER = { startState: 'refrigerated', vulnerableConsumers: false } as const;

const UNKNOWN: CurrentSafetyDto = {
  basis: 'nothing: the setpoint is not known',
  allowed: false,
  warnings: ['This cook cannot be judged, because its temperature is not known.'],
};

const holdOf = (plan: CookPlan | undefined, length: Seconds | undefined) =>
  // A cook without a timer is held until somebody stops it, so no time speaks against it.
  plan?.hold ?? (length ? secondsToMinutes(length) : minutes(1));

const basisOf = ({ food }: CookPlan): string =>
  food === undefined ? 'the setpoint, for a food that nobody named' : `the setpoint, for ${food}`;
