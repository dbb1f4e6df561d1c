import type { OpenAPIObject, OperationObject, ResponseObject } from '@nestjs/swagger';
import type { ErrorExample } from './error-example.js';
import { ERRORS, REFUSAL_CODES, type ErrorCode } from './error-examples.js';
import { ERRORS_OF } from './errors-of-operations.js';
import { operationsOf } from './operations.js';
import type { RefusalExample } from './refusal-examples.js';
import type { NamedExamples } from './named-examples.js';
import type { Scope } from '../http/scopes.js';
import { SUCCESSES } from './success-examples.js';

/** The name of the security scheme of keys. */
export const BEARER = 'bearer';
/** The name of the security scheme of the signed-in owner. */
export const SESSION = 'session';

const JSON_TYPE = 'application/json';
type Headers = NonNullable<ResponseObject['headers']>;
const ERROR_SCHEMA = { $ref: '#/components/schemas/ErrorDto' };
/** The id in the examples, as a response gives one to a request without. */
const REQUEST_ID = '0f9d6a54-2f0e-4f5e-8b1c-5b8f7f0f6c39';

/** The meaning of each status for the client; `error` in the body says the rest. */
const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request is malformed; message names every field that is wrong.',
  401: 'The key is missing, malformed or wrong.',
  403: 'This key or client may not do that. Tell the user: the owner can grant it, a retry cannot.',
  404: 'There is no such cooker or cook, or nothing to stop.',
  405: 'The path is right and the method is not.',
  409: 'Nothing was sent. FOOD_MUST_BE_DISCARDED: throw the food away. DEVICE_BUSY: a cook is on. DEVICE_AMBIGUOUS: send one of details.devices as device_id. DEVICE_FAULT: check the cooker. REQUEST_ID_REUSED: send another. APPROVAL_DENIED: the owner said no. APPROVAL_EXPIRED: ask again.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  429: 'Too many requests, or too many wrong keys: wait for Retry-After.',
  500: 'A bug in the server; it was written to the log.',
  502: "The cooker's cloud refused the command.",
  503: 'Something that is needed is unavailable: the cooker, its cloud, the account, the storage or the safety engine. Pass on the message.',
  504: 'The command was sent and not confirmed, so it may or may not have worked. Read /status before anything else; never send it again blindly.',
};
const UNSAFE =
  'Refused, and nothing was sent: the cook would be unsafe, or a field is wrong. Pass on the message with its numbers, and offer the alternatives.';

/** Completes an example of a refusal with the real response of the engine; undefined where the engine cannot judge. */
export type Refuse = (example: RefusalExample) => ErrorExample | undefined;

/**
 * Adds to every operation its security, the examples of its success, and every error that it can give.
 * @param scopes the scope that each operation needs, by its operationId
 */
export function addResponses(
  document: OpenAPIObject,
  scopes: ReadonlyMap<string, Scope>,
  refuse: Refuse,
): void {
  for (const { operation } of operationsOf(document)) {
    const codes = ERRORS_OF.get(operation.operationId) ?? [];
    const scope = scopes.get(operation.operationId ?? '');
    // Since OpenAPI 3.1 a requirement of any scheme may list what the caller has to be allowed.
    if (codes.includes('UNAUTHORIZED'))
      operation.security = [{ [schemeOf(operation)]: scope === undefined ? [] : [scope] }];
    addSuccesses(operation);
    Object.assign(operation.responses, errorResponses(codes, refuse));
    const forbidden = operation.responses['403'] as ResponseObject | undefined;
    if (forbidden !== undefined && scope !== undefined)
      forbidden.description = `This needs the scope ${scope}. ${forbidden.description}`;
  }
}

const schemeOf = ({ tags = [] }: OperationObject): string => (tags.includes('owner') ? SESSION : BEARER);

function addSuccesses({ operationId, responses }: OperationObject): void {
  for (const [status, examples] of Object.entries(SUCCESSES.get(operationId) ?? {})) {
    const content = (responses[status] as ResponseObject | undefined)?.content?.[JSON_TYPE];
    if (content) content.examples = examples;
  }
}

function errorResponses(codes: readonly ErrorCode[], refuse: Refuse): Record<string, ResponseObject> {
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))].toSorted(
    (one, other) => one - other,
  );
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      errorResponse(
        status,
        codes.filter((code) => ERRORS[code].status === status),
        refuse,
      ),
    ]),
  );
}

/** The response with one status. */
export function errorResponse(status: number, codes: readonly ErrorCode[], refuse: Refuse): ResponseObject {
  const examples = codes.flatMap((code) => {
    const example = exampleOf(code, refuse);
    return example ? [[code, example] as const] : [];
  });
  const headers = Object.assign({}, ...examples.map(([, example]) => headersOf(example))) as Headers;
  return {
    description: codes.some(isRefusal) ? UNSAFE : SENTENCES[status]!,
    ...(Object.keys(headers).length > 0 && { headers }),
    content: { [JSON_TYPE]: { schema: ERROR_SCHEMA, examples: named(examples) } },
  };
}

const isRefusal = (code: ErrorCode): boolean => (REFUSAL_CODES as readonly string[]).includes(code);

function exampleOf(code: ErrorCode, refuse: Refuse): ErrorExample | undefined {
  const example = ERRORS[code];
  return 'message' in example ? example : refuse(example);
}

const headersOf = ({ headers = {} }: ErrorExample): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, { description, example }]) => [
      name,
      { description, example, schema: { type: 'string' } },
    ]),
  );

const named = (examples: readonly (readonly [ErrorCode, ErrorExample])[]): NamedExamples =>
  Object.fromEntries(examples.map(([code, example]) => [code, shown(code, example)]));

const shown = (listed: ErrorCode, { when, code = listed, message, details, alternatives }: ErrorExample) => ({
  summary: when,
  value: {
    error: code,
    message,
    ...(details && { details }),
    ...(alternatives && { alternatives }),
    request_id: REQUEST_ID,
  },
});
