import type { INestApplication } from '@nestjs/common';
import {
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
  type OperationObject,
  type PathItemObject,
} from '@nestjs/swagger';
import { API_VERSION } from '../assistant/api-version.js';
import { addResponses, BEARER, errorResponse, SESSION, type Refuse } from './responses.js';
import { ErrorDto } from './error.dto.js';
import { IncompleteDocumentsError } from './documents.errors.js';
import { ERRORS_OF } from './errors-of-operations.js';
import { missingEntries } from './missing-entries.js';
import { requiredScopes } from './required-scopes.js';
import { addRequests } from './request-examples.js';

const ABOUT =
  'Starts, watches and stops a sous vide cooker, and refuses what would make someone ill. Temperatures are °C, ' +
  'instants UTC. Every error has one shape: error is a stable code, message a sentence for people.';

const ABOUT_SESSION =
  'The cookies of the signed-in owner. A change carries the header X-CSRF-Token besides: GET /owner/session gives it.';

/** The route of Swagger UI is no method of a controller, so Nest does not describe it. */
const docs = (): PathItemObject => ({
  get: {
    operationId: 'showDocs',
    summary: 'This description as a page that can be tried out',
    tags: ['documents'],
    responses: {
      200: { description: 'A page for people.', content: { 'text/html': { schema: { type: 'string' } } } },
    },
  },
});

/** The suffix of the classes that become schemas; clients do not see it. */
const SUFFIX = /Dto$/;

/**
 * Describes every route of the application.
 * @param publicUrl the address that clients use; undefined where only the server's own is known
 * @param refuse completes the examples of refusals
 */
export function describeApi(
  app: INestApplication,
  publicUrl: string | undefined,
  refuse: Refuse,
): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, outline(publicUrl), { extraModels: [ErrorDto] });
  document.paths = inReadingOrder({ ...document.paths, '/docs': docs() });
  const missing = missingEntries(document);
  // A route without its errors must not be published as if it could not fail.
  if (missing.length > 0) throw new IncompleteDocumentsError(missing);
  addRequests(document);
  addResponses(document, requiredScopes(app), refuse);
  document.components!.responses = { NotFound: errorResponse(404, ['NOT_FOUND'], refuse) };
  return withCleanNames(document);
}

const outline = (publicUrl: string | undefined) =>
  new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Coddle')
    .setDescription(ABOUT)
    .setVersion(API_VERSION)
    .addServer(publicUrl ?? '/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The API key of this server.' }, BEARER)
    .addCookieAuth('coddle-session', { type: 'apiKey', in: 'cookie', description: ABOUT_SESSION }, SESSION)
    .addTag('cooking', 'Check, start, watch and stop a cook.')
    .addTag('alerts', 'What is wrong, who was reached, and the rules that decide.')
    .addTag('history', 'Past cooks, and the water temperature over time in each.')
    .addTag('owner', 'For the page of the signed-in owner: no key and no client can use it.')
    .addTag('live', 'A stream of what changes, for pages and programs that watch.')
    .addTag('health', 'For uptime monitors; public.')
    .addTag('documents', 'This description in several forms; public.')
    .build();

/** Paths in the order of `ERRORS_OF`: what cooks comes first, whichever module serves it. An unlisted path comes last. */
function inReadingOrder(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const order = [...ERRORS_OF.keys()];
  const rank = (item: PathItemObject): number => {
    const index = order.indexOf(Object.values(item as Record<string, OperationObject>)[0]?.operationId);
    return index < 0 ? order.length : index;
  };
  return Object.fromEntries(Object.entries(paths).sort(([, one], [, other]) => rank(one) - rank(other)));
}

/** The document with schemas named `Status` instead of `StatusDto`. */
function withCleanNames(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === '$ref' ? String(value).replace(SUFFIX, '') : value,
  );
  const renamed = JSON.parse(text) as OpenAPIObject;
  const schemas = Object.entries(renamed.components!.schemas!);
  renamed.components!.schemas = Object.fromEntries(
    schemas.map(([name, schema]) => [name.replace(SUFFIX, ''), schema]),
  );
  return renamed;
}
