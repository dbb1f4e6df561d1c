import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { SharedModule } from '../shared/shared.module.js';
import { FoodsController } from './foods.controller.js';
import { loadFoodCatalogue } from './foods/food-catalogue.js';
import { AbsoluteTemperatureRule } from './rules/absolute-temperature.rule.js';
import { BathFloorRule } from './rules/bath-floor.rule.js';
import { ComeUpRule } from './rules/come-up.rule.js';
import { CookerCeilingRule } from './rules/cooker-ceiling.rule.js';
import { HoldLimitRule } from './rules/hold-limit.rule.js';
import { HoldTimeRule } from './rules/hold-time.rule.js';
import { PasteurizationRule } from './rules/pasteurization.rule.js';
import { RefusedFoodRule } from './rules/refused-food.rule.js';
import { ThicknessPlausibleRule } from './rules/thickness-plausible.rule.js';
import { ThicknessRangeRule } from './rules/thickness-range.rule.js';
import { ThicknessRequiredRule } from './rules/thickness-required.rule.js';
import { VulnerableConsumersRule } from './rules/vulnerable-consumers.rule.js';
import { SAFETY_RULES, type SafetyRule } from './safety-rule.js';
import { SafetyHealth } from './safety.health.js';
import { READ_FOODS, SafetyService } from './safety.service.js';
import { SafeConstraint } from './validators/is-safe.validator.js';
import { WarmUp } from './warm-up.js';

/** Every rule, the most serious reason in front: the order in which an answer lists its violations. */
const RULES = [
  RefusedFoodRule,
  AbsoluteTemperatureRule,
  CookerCeilingRule,
  BathFloorRule,
  HoldTimeRule,
  ThicknessRangeRule,
  ThicknessPlausibleRule,
  ThicknessRequiredRule,
  PasteurizationRule,
  VulnerableConsumersRule,
  ComeUpRule,
  HoldLimitRule,
];

/** Every rule: they have no state and know nothing of each other. */
export const makeRules = (): readonly SafetyRule[] => RULES.map((Rule) => new Rule());

/** Judges what may be cooked. */
@Module({})
export class SafetyModule {
  /** @param foods the folder of the food data */
  static with(foods: string): DynamicModule {
    return {
      module: SafetyModule,
      global: true,
      imports: [SharedModule, TerminusModule.forRoot({ logger: false })],
      controllers: [FoodsController],
      providers: [
        ...RULES,
        { provide: SAFETY_RULES, inject: RULES, useFactory: (...rules: SafetyRule[]) => rules },
        { provide: READ_FOODS, useValue: () => loadFoodCatalogue(foods) },
        SafetyService,
        SafetyHealth,
        SafeConstraint,
        WarmUp,
      ],
      exports: [SafetyService, SafetyHealth],
    };
  }
}
