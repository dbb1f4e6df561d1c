import { ApiError } from './api-error.js';

/** What the server says about single fields of a request that it refused, in English, by the name of the field. */
export function problemsIn(error: unknown): ReadonlyMap<string, string> {
  if (!(error instanceof ApiError)) return new Map();
  const { problems, field } = error.details ?? {};
  if (problems !== undefined) return new Map(problems.map((one) => [one.field, `${one.message}.`]));
  return new Map(field === undefined ? [] : [[field, error.message]]);
}
