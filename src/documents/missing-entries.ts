import type { OpenAPIObject, OperationObject, RequestBodyObject } from '@nestjs/swagger';
import { ERRORS_OF } from './errors-of-operations.js';
import { METHODS } from './operations.js';
import { BODIES } from './request-examples.js';
import { SUCCESSES } from './success-examples.js';

/** What OpenAPI has in a path item besides operations. */
const NO_OPERATIONS: ReadonlySet<string> = new Set([
  '$ref',
  'summary',
  'description',
  'servers',
  'parameters',
]);

/**
 * What the routes of the application lack in `src/documents`: a sentence for each missing entry, with the file to edit.
 * Empty when every route is documented.
 */
export const missingEntries = ({ paths }: OpenAPIObject): readonly string[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => !NO_OPERATIONS.has(method))
      .flatMap(([method, operation]) =>
        missingOf(`${method.toUpperCase()} ${path}`, method, operation as OperationObject),
      ),
  );

function missingOf(route: string, method: string, operation: OperationObject): readonly string[] {
  const { operationId, requestBody, responses } = operation;
  if (!(METHODS as readonly string[]).includes(method)) {
    return [
      `${route} has a method that the documents do not know: add "${method}" to METHODS in src/documents/operations.ts.`,
    ];
  }
  const missing: string[] = [];
  if (!ERRORS_OF.has(operationId)) {
    missing.push(
      `${route} has no list of its errors: add an entry "${operationId}" to ERRORS_OF in src/documents/errors-of-operations.ts.`,
    );
  }
  if (hasJson(requestBody) && !BODIES.has(operationId)) {
    missing.push(
      `${route} reads a body and has no example of one: add an entry "${operationId}" to BODIES in src/documents/request-examples.ts.`,
    );
  }
  for (const status of Object.keys(SUCCESSES.get(operationId) ?? {})) {
    if (hasJson(responses[status])) continue;
    missing.push(
      `${route} declares no JSON response ${status}, which has an example under "${operationId}" in src/documents/success-examples.ts: declare the response at the route, or remove the example.`,
    );
  }
  return missing;
}

const hasJson = (part: object | undefined): boolean =>
  (part as RequestBodyObject | undefined)?.content?.['application/json'] !== undefined;
