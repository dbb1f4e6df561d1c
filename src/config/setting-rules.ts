import { ValidateBy, type ValidationOptions } from 'class-validator';

/** A rule as a sentence that goes on after the name of the setting: what must hold, and how to mend it. */
export const must = (rule: string): ValidationOptions => ({ message: `must ${rule}` });
/** A decorator by a function that checks the value. */
export const Satisfies = (validate: (value: unknown) => boolean, options: ValidationOptions) =>
  ValidateBy({ name: validate.name, validator: { validate } }, options);
