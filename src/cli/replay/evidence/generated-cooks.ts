import { chickenCook } from '../../../simulator/probe-replay/chicken-cook.js';
import { formatCook } from '../../../simulator/probe-replay/series-csv.js';
import { smokerCook } from '../../../simulator/probe-replay/smoker-cook.js';
import { readRecordedCook, type RecordedCook } from '../recorded-cook.js';

/** A cook made by the simulator's own model of food, which knows nothing of the forecast. */
export interface GeneratedCook {
  readonly what: string;
  readonly recorded: RecordedCook;
  readonly target: number;
}

/** The cooks of the demo: anyone can make them anew, and they were not fitted to. */
export function generatedCooks(): readonly GeneratedCook[] {
  const chicken = formatCook(chickenCook());
  const smoker = formatCook(smokerCook());
  return [
    { what: 'chicken in an oven', recorded: readRecordedCook(chicken), target: 74 },
    {
      what: 'overnight smoker, larger shoulder',
      recorded: readRecordedCook(smoker, 'shoulder_c'),
      target: 94,
    },
    {
      what: 'overnight smoker, smaller shoulder',
      recorded: readRecordedCook(smoker, 'small-shoulder_c'),
      target: 90,
    },
  ];
}
