import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { SharedModule } from '../shared/shared.module.js';
import { FoodsController } from './foods.controller.js';
import { loadFoodCatalogue } from './foods/food-catalogue.js';
import { RULES } from './rules/rules.js';
import { SAFETY_RULES, type SafetyRule } from './safety-rule.js';
import { SafetyHealth } from './safety.health.js';
import { READ_FOODS, SafetyService } from './safety.service.js';
import { SafetyPrewarm } from './safety-prewarm.js';

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
        { provide: SAFETY_RULES, inject: [...RULES], useFactory: (...rules: SafetyRule[]) => rules },
        { provide: READ_FOODS, useValue: () => loadFoodCatalogue(foods) },
        SafetyService,
        SafetyHealth,
        SafetyPrewarm,
      ],
      exports: [SafetyService, SafetyHealth],
    };
  }
}
