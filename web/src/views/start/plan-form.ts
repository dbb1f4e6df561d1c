import type { CheckCookDto } from '../../../../src/cooking/dto/check-cook.dto.js';
import type { SettingDto } from '../../../../src/cooking/dto/verdict.dto.js';
import type { Unit } from '../../units/temperature.js';
import {
  inUnit,
  temperatureOf,
  typedTemperature,
  type EnteredTemperature,
} from '../../units/entered-temperature.js';
import { enteredNumber } from '../../units/number-entry.js';

/** A plan as the API takes it. */
export type PlanBody = Omit<CheckCookDto, 'toPlan' | 'statedFields' | 'request_id'>;
/** The name of a field of a plan. */
export type PlanField = keyof PlanBody;
export type Shape = NonNullable<PlanBody['shape']>;
export type StartState = NonNullable<PlanBody['start_state']>;

/** The shapes and the start states that a person can choose; the compiler finds one that is missing. */
const ALL_SHAPES: Readonly<Record<Shape, true>> = {
  slab: true,
  portion: true,
  cylinder: true,
  cube: true,
  sphere: true,
};
const ALL_STARTS: Readonly<Record<StartState, true>> = {
  refrigerated: true,
  room: true,
  frozen: true,
};
export const SHAPES = Object.keys(ALL_SHAPES) as readonly Shape[];
export const START_STATES = Object.keys(ALL_STARTS) as readonly StartState[];

/** The form of a plan, as a person fills it. */
export interface PlanForm {
  readonly food: string;
  readonly temperature: EnteredTemperature;
  readonly hours: string;
  readonly minutes: string;
  readonly thickness: string;
  /** Undefined: as usual for the food. */
  readonly shape: Shape | undefined;
  readonly startState: StartState;
  readonly vulnerable: boolean;
}

/** The form before anything is filled in. */
export const emptyForm = (unit: Unit): PlanForm => ({
  food: '',
  temperature: typedTemperature('', unit),
  hours: '',
  minutes: '',
  thickness: '',
  shape: undefined,
  startState: 'refrigerated',
  vulnerable: false,
});

/** What a form amounts to: a plan that the server can judge, the fields that are no number, or not enough yet. */
export type FormReading =
  | { readonly kind: 'plan'; readonly body: PlanBody }
  | { readonly kind: 'unreadable'; readonly fields: readonly PlanField[] }
  | { readonly kind: 'incomplete'; readonly missing: readonly PlanField[] };

/** Reads a form. @param deviceId the cooker; undefined while none is known */
export function readForm(form: PlanForm, deviceId: string | undefined): FormReading {
  const numbers = {
    temperature_celsius: form.temperature.celsius,
    time_minutes: totalMinutes(form),
    thickness_mm: enteredNumber(form.thickness),
  };
  const fields = (Object.keys(numbers) as (keyof typeof numbers)[]).filter((name) =>
    Number.isNaN(numbers[name]),
  );
  if (fields.length > 0) return { kind: 'unreadable', fields };
  const { temperature_celsius, time_minutes, thickness_mm } = numbers;
  if (temperature_celsius === undefined || time_minutes === undefined)
    return { kind: 'incomplete', missing: missingOf({ temperature_celsius, time_minutes }) };
  return {
    kind: 'plan',
    body: {
      temperature_celsius,
      time_minutes,
      ...(form.food.trim() !== '' && { food_type: form.food.trim() }),
      ...(thickness_mm !== undefined && { thickness_mm }),
      ...(form.shape !== undefined && { shape: form.shape }),
      start_state: form.startState,
      vulnerable_consumers: form.vulnerable,
      ...(deviceId !== undefined && { device_id: deviceId }),
    },
  };
}

const missingOf = (needed: Readonly<Partial<Record<PlanField, unknown>>>): readonly PlanField[] =>
  (Object.keys(needed) as PlanField[]).filter((name) => needed[name] === undefined);

/** Undefined while no time is entered. */
function totalMinutes({ hours, minutes }: PlanForm): number | undefined {
  const [h, m] = [enteredNumber(hours), enteredNumber(minutes)];
  if (h === undefined && m === undefined) return undefined;
  const total = (h ?? 0) * 60 + (m ?? 0);
  // "1.1" hours are 66 minutes, which binary fractions miss.
  return Math.round(total * 1e6) / 1e6;
}

/** A form with the temperature and the time of a setting, such as an alternative to a refused plan. */
export function withSetting(
  form: PlanForm,
  { temperature_celsius, time_minutes }: Pick<SettingDto, 'temperature_celsius' | 'time_minutes'>,
): PlanForm {
  return {
    ...form,
    temperature: temperatureOf(temperature_celsius, form.temperature.unit),
    hours: String(Math.floor(time_minutes / 60)),
    minutes: String(time_minutes % 60),
  };
}

/** A form in another unit: the plan stays the same. */
export const formInUnit = (form: PlanForm, unit: Unit): PlanForm =>
  form.temperature.unit === unit ? form : { ...form, temperature: inUnit(form.temperature, unit) };
