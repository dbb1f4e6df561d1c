import type { ValidationError } from 'class-validator';
import { InvalidRequestError } from './kitchen-errors.js';
import { UnsafeCookError } from './safety/safety.errors.js';
import { verdictOn } from './safety/validators/is-safe.validator.js';
import type { KitchenError } from './shared/errors.js';

/** One thing that is wrong with one field. */
interface Problem {
  readonly field: string;
  readonly message: string;
  /** Plain value of the field, short enough to be shown; undefined when it is neither. */
  readonly received?: unknown;
}

/** Constraints whose name begins so were found by the safety engine; all others are about the form. */
const FINDING = 'safe';
/** What class-validator calls a field that no decorator knows. */
const UNKNOWN_FIELD = 'whitelistValidation';
/** class-validator's words that say nothing to a person. */
const JARGON = ' conforming to the specified constraints';
/** How many problems are told, and how long a text is echoed, in characters. */
const MOST_PROBLEMS = 10;
const LONGEST_ECHO = 40;
const UNPRINTABLE = /[^\x20-\x7e\u00a1-\u024f]/g;

/**
 * Turns what validation found into the one error that the client sees. What is wrong in form comes first: only a
 * well-formed plan can be judged.
 */
export function refusalOf(errors: readonly ValidationError[]): KitchenError {
  const problems = errors.flatMap((error) => problemsOf(error));
  const verdict = verdictOn(errors[0]?.target);
  return problems.length === 0 && verdict ? new UnsafeCookError(verdict) : invalidFields(problems);
}

/** The refusal of fields that do not exist, in the same words wherever they are noticed. */
export const unknownFields = (names: readonly string[]): InvalidRequestError =>
  invalidFields(names.map((name) => ({ field: name, message: messageOfUnknown(name) })));

function invalidFields(problems: readonly Problem[]): InvalidRequestError {
  const told = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length - told.length;
  const sentence = [...told.map(({ message }) => message), ...(more > 0 ? [`and ${more} more`] : [])].join(
    '; ',
  );
  const [first] = told;
  return new InvalidRequestError(sentence === '' ? 'The request is not valid.' : `${sentence}.`, {
    details: {
      ...(first && { field: first.field }),
      ...(first?.received !== undefined && { received: first.received }),
      problems: told.map(({ field, message }) => ({ field, message })),
    },
  });
}

function problemsOf(
  { property, value, constraints = {}, children = [] }: ValidationError,
  path = '',
): Problem[] {
  const field = path + shown(property);
  const own = Object.entries(constraints)
    .filter(([name]) => !name.startsWith(FINDING))
    .map(([name, message]): Problem => {
      if (name === UNKNOWN_FIELD) return { field, message: messageOfUnknown(field) };
      return { field, message: message.replace(JARGON, ''), received: echoOf(value) };
    });
  // A field that is not there breaks every rule it has; saying so once is enough.
  const told = value === undefined && own.length > 0 ? [missing(own[0]!)] : own;
  return [...told, ...children.flatMap((child) => problemsOf(child, `${field}.`))];
}

const missing = ({ field, message }: Problem): Problem => ({
  field,
  message: `${field} is missing: ${message}`,
});
const messageOfUnknown = (field: string): string => `there is no field "${field}"`;

function echoOf(value: unknown): unknown {
  if (typeof value === 'string') return shown(value);
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
}

function shown(text: string): string {
  const printable = text.replace(UNPRINTABLE, '\u00b7');
  return printable.length > LONGEST_ECHO ? `${printable.slice(0, LONGEST_ECHO)}…` : printable;
}
