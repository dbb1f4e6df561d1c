import type { OpenAPIObject, PathItemObject } from '@nestjs/swagger';
import { missingEntries } from './missing-entries.js';

const documentOf = (item: PathItemObject): OpenAPIObject => ({
  openapi: '3.1.0',
  info: { title: '', version: '' },
  paths: { '/probes': item },
});
const JSON_BODY = { content: { 'application/json': {} } };

describe('missingEntries', () => {
  it('finds nothing where every entry is there', () => {
    const responses = { 200: { description: '', ...JSON_BODY } };
    expect(missingEntries(documentOf({ get: { operationId: 'listFoods', responses } }))).toEqual([]);
    expect(missingEntries(documentOf({ summary: 'no operation', parameters: [] }))).toEqual([]);
  });

  it('names the route and the file for a route without errors', () => {
    expect(missingEntries(documentOf({ get: { operationId: 'listProbes', responses: {} } }))).toEqual([
      'GET /probes has no list of its errors: add an entry "listProbes" to ERRORS_OF in ' +
        'src/documents/errors-of-operations.ts.',
    ]);
  });

  it('names the route and the file for a body without example', () => {
    const post = { operationId: 'nameProbe', requestBody: JSON_BODY, responses: {} };
    expect(missingEntries(documentOf({ post }))).toContain(
      'POST /probes reads a body and has no example of one: add an entry "nameProbe" to BODIES in ' +
        'src/documents/request-examples.ts.',
    );
  });

  it('names the route and the file for an example of a response that the route does not declare', () => {
    expect(missingEntries(documentOf({ get: { operationId: 'listFoods', responses: {} } }))).toEqual([
      'GET /probes declares no JSON response 200, which has an example under "listFoods" in ' +
        'src/documents/success-examples.ts: declare the response at the route, or remove the example.',
    ]);
  });

  it('names a method that the documents do not know', () => {
    expect(missingEntries(documentOf({ put: { operationId: 'forgetProbe', responses: {} } }))).toEqual([
      'PUT /probes has a method that the documents do not know: add "put" to METHODS in ' +
        'src/documents/operations.ts.',
    ]);
  });
});
