import type { OpenAPIObject } from '@nestjs/swagger';
import { readdirSync, readFileSync } from 'node:fs';
import { ERRORS } from '../documents/error-examples.js';
import { ERRORS_OF } from '../documents/errors-of-operations.js';
import { operationsOf } from '../documents/operations.js';
import { OPERATIONS } from './operations.js';
import { shownError } from './shown-result.js';
import { inToolNames } from './tool-names.js';

const document = JSON.parse(readFileSync('test/fixtures/openapi.json', 'utf8')) as OpenAPIObject;

/** Any route of the HTTP API in a text. */
const ROUTE =
  /\b(?:GET|POST|PUT|PATCH|DELETE) \/|(?<=^|[\s("`])\/(?:[a-z]+-)?(?:cooks?|status|devices|foods|approvals|alerts)\b/;
/** Modules whose sentences reach no tool: documents, pages and routes of the owner, and programs at a terminal. */
const ELSEWHERE =
  /^src\/(?:documents|owner|live|cli|simulator|config|mcp)\/|^src\/auth\/|^src\/alerts\/(?:api\/rule|channels\/web-push\/web-push)\.errors\.ts$|\.controller\.ts$|\.dto\.ts$|-pages\.ts$/;
const TEXT = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g;

/** The sentences in the source that name a route. */
const sentences = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`)
  .filter((file) => !ELSEWHERE.test(file) && !file.endsWith('.spec.ts'))
  .flatMap(
    (file) =>
      readFileSync(file, 'utf8')
        .replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '')
        .match(TEXT) ?? [],
  )
  .filter((text) => text.includes(' ') && ROUTE.test(text));

describe('inToolNames', () => {
  it.each([
    ['No such cooker: GET /devices lists them.', 'No such cooker: list_devices lists them.'],
    ['Read /status before that; then POST /stop-cook.', 'Read get_status before that; then stop_cook.'],
    ['See GET /cooks/{cook_id}/readings and `GET /cooks`.', 'See get_cook_curve and `list_cooks`.'],
    ['It is at GET /cooks/7f-3A, and (/cooks/7f-3A/readings).', 'It is at get_cook, and (get_cook_curve).'],
    ['GET /approvals/abc says it.', 'get_approval says it.'],
  ])('puts tools in place of routes: %s', (text, expected) => {
    expect(inToolNames(text)).toBe(expected);
  });

  it.each([
    '/status',
    'https://coddle.example/approvals/x1/approve',
    'Open https://coddle.example/status now.',
    'The water has 60 °C/140 °F, or and/or status.',
    'GET /cooks/x/forecast is no tool.',
    'The page is /status-page or a/status.',
  ])('leaves ids, addresses and everything else as they are: %s', (text) => {
    expect(inToolNames(text)).toBe(text);
  });

  it('finds sentences of the server, and no route remains in any of them', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(4);
    expect(sentences.map(inToolNames).filter((text) => ROUTE.test(text))).toEqual([]);
  });

  it.each(OPERATIONS)('leaves no route in any error of $tool', ({ operationId }) => {
    const errors = ERRORS_OF.get(operationId)!.map((code) => shownError(ERRORS[code]));
    expect(JSON.stringify(errors)).not.toMatch(ROUTE);
  });
});

describe('The route of an operation', () => {
  it.each(OPERATIONS)('is that of the document: $tool', ({ operationId, route }) => {
    const found = operationsOf(document).find(({ operation }) => operation.operationId === operationId)!;
    expect(route).toBe(`${found.method.toUpperCase()} ${found.path}`);
  });
});
