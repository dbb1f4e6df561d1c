import type { LogReductionDto } from '../../../src/cooking/dto/verdict.dto.js';
import { t } from '../text/t.js';

/** How far one pathogen is inactivated. */
export interface OrganismProgress {
  /** The code of the API, such as `e_coli`. */
  readonly organism: string;
  readonly reached: number;
  readonly required: number;
  /** From 0 to 1. */
  readonly part: number;
}

/** The progress of every pathogen that counts, the one that is furthest from its target in front. */
export const progressOf = (reductions: readonly LogReductionDto[]): readonly OrganismProgress[] =>
  reductions
    .map(({ organism, predicted, required }) => ({
      organism,
      reached: predicted,
      required,
      part: required > 0 ? Math.min(1, predicted / required) : 1,
    }))
    .sort((one, other) => one.part - other.part);

/** `e_coli` as "E coli", for a pathogen that the page has no name for. */
export const plainName = (code: string): string =>
  code
    .replaceAll('_', ' ')
    .trim()
    .replace(/^./, (first) => first.toUpperCase());

/** The name of a pathogen. */
export function organismInWords(code: string): string {
  switch (code) {
    case 'salmonella':
      return t('now.salmonella');
    case 'listeria':
      return t('now.listeria');
    case 'e_coli':
      return t('now.eColi');
    default:
      return plainName(code);
  }
}
