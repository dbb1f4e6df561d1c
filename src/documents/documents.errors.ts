import { CoddleError } from '../shared/errors.js';

/** Thrown when a route of the application has no entry in the documents. */
export class IncompleteDocumentsError extends CoddleError {
  readonly code = 'INTERNAL_ERROR';
  readonly kind = 'bug';

  /** @param missing one sentence each: the route, what it lacks, the file to edit */
  constructor(readonly missing: readonly string[]) {
    super(`The API documents are incomplete. ${missing.join(' ')}`);
  }
}
