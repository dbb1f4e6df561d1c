import { Injectable } from '@nestjs/common';
import { fromFahrenheit } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { exampleOf, SafetyRule, type Refusals } from '../safety-rule.js';
import type { Finding } from '../verdict.js';

/** No food is cooked below this; the owner's limit for everything. */
const LOWEST = 40;
/** Water boils. */
const HIGHEST = 100;

/** Keeps every bath between 40 and 100 °C, and notices Fahrenheit. */
@Injectable()
export class AbsoluteTemperatureRule extends SafetyRule {
  static readonly refusals = {
    TEMPERATURE_TOO_LOW: {
      when: 'The bath is below 40 °C, or too cool for this food.',
      example: exampleOf({ temperature_celsius: 35 }),
    },
    TEMPERATURE_TOO_HIGH: {
      when: 'The bath is above 100 °C, above what the cooker can hold, or too hot for this food.',
      example: exampleOf({ temperature_celsius: 140 }),
    },
  } satisfies Refusals;

  review({ target }: CookPlan): readonly Finding[] {
    if (target >= LOWEST && target <= HIGHEST) return [];
    return [target > HIGHEST ? tooHigh(target) : tooLow(target)];
  }
}

const tooLow = (received: number): Finding => ({
  rule: 'absolute-temperature',
  code: 'TEMPERATURE_TOO_LOW',
  message: `${received} °C is too low: below ${LOWEST} °C a bath only helps bacteria to grow. Set at least ${LOWEST} °C.`,
  details: { field: 'temperature_celsius', received, minimum: LOWEST },
});

function tooHigh(received: number): Finding {
  const meant = Math.round(fromFahrenheit(received) * 10) / 10;
  const hint =
    meant >= LOWEST && meant <= HIGHEST
      ? ` If you meant Fahrenheit: ${received} °F would be ${meant} °C.`
      : '';
  return {
    rule: 'absolute-temperature',
    code: 'TEMPERATURE_TOO_HIGH',
    message: `${received} °C is too high: water boils at ${HIGHEST} °C.${hint}`,
    details: { field: 'temperature_celsius', received, maximum: HIGHEST },
  };
}
