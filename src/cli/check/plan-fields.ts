import type { Shape, StartState } from '../../safety/cook-plan.js';
import { UsageError } from '../cli.errors.js';

/** The options of `coddle check` that describe a plan. */
export interface PlanOptions {
  readonly temperature?: string;
  readonly minutes?: string;
  readonly thickness?: string;
  readonly shape?: Shape;
  readonly from?: StartState;
  readonly vulnerable?: true;
  readonly device?: string;
}

/** A plan in the fields of the API. */
export interface PlanFields {
  readonly food_type: string;
  readonly temperature_celsius: number;
  readonly time_minutes: number;
  readonly thickness_mm: number | undefined;
  readonly shape: Shape | undefined;
  readonly start_state: StartState | undefined;
  readonly vulnerable_consumers: true | undefined;
  readonly device_id: string | undefined;
}

/** The plan that the options describe. @throws UsageError naming the option that is missing or no number */
export const planFields = (food: string, options: PlanOptions): PlanFields => ({
  food_type: food,
  temperature_celsius: numberOf('--temperature', options.temperature, 'in °C, such as --temperature 65'),
  time_minutes: minutesOf(options.minutes),
  thickness_mm:
    options.thickness === undefined
      ? undefined
      : numberOf('--thickness', options.thickness, 'in mm, such as --thickness 35'),
  shape: options.shape,
  start_state: options.from,
  vulnerable_consumers: options.vulnerable,
  device_id: options.device,
});

function minutesOf(text: string | undefined): number {
  const minutes = numberOf('--minutes', text, 'a whole number, such as --minutes 90');
  if (Number.isInteger(minutes)) return minutes;
  throw new UsageError('coddle check needs --minutes as a whole number, such as --minutes 90.');
}

function numberOf(option: string, text: string | undefined, how: string): number {
  if (text !== undefined && /^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`coddle check needs ${option} ${how}.`);
}
