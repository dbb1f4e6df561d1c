import type { VerdictDto } from '../../../../src/cooking/dto/verdict.dto.js';
import { problemsIn } from '../../api/field-errors.js';
import type { FormReading, PlanField } from './plan-form.js';

/** What is wrong with a field: a sentence of the server, in English, or the name of a text of the page. */
export type FieldProblem =
  { readonly sentence: string } | { readonly text: 'start.notANumber' | 'start.concerned' };

/** The problems by their field. */
export type FieldProblems = Readonly<Partial<Record<PlanField, FieldProblem>>>;

/** Where problems can come from. */
export interface ProblemSources {
  readonly reading: FormReading;
  /** The verdict on exactly the values in the form. */
  readonly verdict: VerdictDto | undefined;
  /** Why the server judged or started nothing. */
  readonly error: unknown;
}

/** What is wrong with which field. The server's own words about a field come before a hint at the verdict. */
export function fieldProblems({ reading, verdict, error }: ProblemSources): FieldProblems {
  if (reading.kind === 'unreadable')
    return Object.fromEntries(reading.fields.map((field) => [field, { text: 'start.notANumber' }]));
  const concerned =
    verdict?.violations.flatMap(({ details }) => (details?.['field'] as PlanField | undefined) ?? []) ?? [];
  return {
    ...Object.fromEntries(concerned.map((field) => [field, { text: 'start.concerned' }])),
    ...Object.fromEntries([...problemsIn(error)].map(([field, sentence]) => [field, { sentence }])),
  };
}
