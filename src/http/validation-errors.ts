import { getMetadataStorage, type ValidationError } from 'class-validator';
import { nearestField, unknownField } from './nearest-field.js';
import { InvalidRequestError } from './http-errors.js';
import { plainRules } from './plain-rules.js';
import { shownText } from '../shared/shown-text.js';

/** One thing that is wrong with one field. */
interface Problem {
  readonly field: string;
  readonly message: string;
  /** Plain value of the field, short enough to be shown; undefined when it is neither. */
  readonly received?: unknown;
}

/** The name of class-validator for a field without a decorator. */
const UNKNOWN_FIELD = 'whitelistValidation';
/** How many problems are named. */
const MOST_PROBLEMS = 10;
/** Numbers and booleans that were sent as text, by the name of the broken rule in class-validator. */
const TEXTS_INSTEAD: ReadonlyMap<string, RegExp> = new Map([
  ['isNumber', /^[+-]?\d{1,9}(?:[.,]\d{1,9})?$/],
  ['isInt', /^[+-]?\d{1,9}(?:[.,]\d{1,9})?$/],
  ['isBoolean', /^(?:true|false)$/],
]);

/**
 * Turns validation errors into the one error that the client sees. Validation checks only the form: whether a plan is
 * safe is decided by `SafetyService.approve`.
 */
export const toInvalidRequest = (errors: readonly ValidationError[]): InvalidRequestError =>
  invalidFields(errors.flatMap((error) => problemsOf(error)));

/**
 * The refusal of unknown fields, in the same words wherever they are found.
 * @param where what follows the name: where there is no such field
 */
export const unknownFields = (names: readonly string[], where?: string): InvalidRequestError =>
  invalidFields(
    names.map(shownText).map((field) => {
      const message = unknownField(field, undefined);
      return { field, message: where === undefined ? message : `${message} ${where}` };
    }),
  );

function invalidFields(problems: readonly Problem[]): InvalidRequestError {
  const named = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length - named.length;
  const sentence = [
    ...named.map(({ message }) => message),
    ...(more > 0 ? [`There are ${more} more problems`] : []),
  ].join('. ');
  const [first] = named;
  return new InvalidRequestError(sentence === '' ? 'The request is not valid.' : `${sentence}.`, {
    details: {
      ...(first && { field: first.field }),
      ...(first?.received !== undefined && { received: first.received }),
      problems: named.map(({ field, message }) => ({ field, message })),
    },
  });
}

function problemsOf(
  { property, value, target, constraints = {}, children = [] }: ValidationError,
  path = '',
): Problem[] {
  const field = path + shownText(property);
  const own = plainRules(constraints).map(([name, message]): Problem => {
    if (name === UNKNOWN_FIELD)
      return { field, message: unknownField(field, nearestField(property, fieldsOf(target))) };
    return { field, message: message + insteadOf(name, value), received: echoOf(value) };
  });
  // A missing field breaks every rule that it has; one message is enough.
  const named = value === undefined && own.length > 0 ? [missing(own[0]!, property)] : own;
  return [...named, ...children.flatMap((child) => problemsOf(child, `${field}.`))];
}

/** The message names the field once, and the rule goes on after it. */
const missing = ({ field, message }: Problem, name: string): Problem => ({
  field,
  message: message.startsWith(`${name} `)
    ? `${field} is missing: it${message.slice(name.length)}`
    : `${field} is missing`,
});

/** The fields that a body of this class may hold. */
function fieldsOf(body: object | undefined): readonly string[] {
  if (body === undefined) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(body.constructor, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

/** How a number that was sent as text should have been sent. */
function insteadOf(rule: string, value: unknown): string {
  if (typeof value !== 'string' || !TEXTS_INSTEAD.get(rule)?.test(value.trim())) return '';
  const meant = value.trim().replace(',', '.');
  return `: send ${rule === 'isBoolean' ? meant : Number(meant)}, not "${shownText(value)}"`;
}

function echoOf(value: unknown): unknown {
  if (typeof value === 'string') return shownText(value);
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
}
