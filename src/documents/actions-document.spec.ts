import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';
import { toActions } from './actions-document.js';

const JSON_BODY = { 'application/json': { schema: { $ref: '#/components/schemas/Plan' } } };

const start: OperationObject = {
  operationId: 'startCook',
  summary: 'Start',
  description: 'Starts.',
  security: [{ bearer: [] }],
  parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
  requestBody: { required: true, content: JSON_BODY },
  responses: {
    200: { description: 'Started.', content: JSON_BODY },
    401: { description: 'No key.' },
    409: { description: 'Busy.', content: JSON_BODY },
  },
};

const status: OperationObject = {
  operationId: 'getStatus',
  parameters: [
    { name: 'device_id', in: 'query', description: 'Which.', schema: { type: 'string', maxLength: 9 } },
    { name: 'untold', in: 'query' },
  ],
  responses: { 200: { description: 'Known.', content: { 'text/csv': { schema: { type: 'string' } } } } },
};

const makeDocument = (changes: Partial<OpenAPIObject> = {}): OpenAPIObject => ({
  openapi: '3.1.0',
  info: { title: 'Coddle', description: 'Cooks.', version: '1.0.0', contact: {} },
  servers: [{ url: '/' }, { url: 'http://elsewhere' }],
  tags: [{ name: 'cooking' }],
  paths: {
    '/health': { get: { operationId: 'getHealth', responses: {} } },
    '/status': { get: status },
    '/start-cook': { post: start },
  },
  components: {
    schemas: { Plan: { type: 'object', properties: { celsius: { type: 'number' } }, required: ['celsius'] } },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'session' },
    },
  },
  ...changes,
});

const PLAIN = {
  'application/json': {
    schema: { type: 'object', properties: { celsius: { type: 'number' } }, required: ['celsius'] },
  },
};

/** The schema of a response. */
const CONTENT = {
  'application/json': { schema: { type: 'object', properties: { celsius: { type: 'number' } } } },
};

describe('toActions', () => {
  it('names one server, the public one', () => {
    expect(toActions(makeDocument(), 'https://kitchen.example').servers).toEqual([
      { url: 'https://kitchen.example' },
    ]);
  });

  it('offers what an assistant needs and nothing else, the start in front', () => {
    const { paths } = toActions(makeDocument(), '');
    expect(Object.keys(paths)).toEqual(['/start-cook', '/status']);
  });

  it('has the assistant ask its user before a start only', () => {
    const { paths } = toActions(makeDocument(), '');
    expect(paths['/start-cook']!['post']!['x-openai-isConsequential']).toBe(true);
    expect(paths['/status']!['get']!['x-openai-isConsequential']).toBe(false);
  });

  it('writes an operation out, without headers and without responses that an assistant cannot use', () => {
    const { paths } = toActions(makeDocument(), '');
    expect(paths['/start-cook']!['post']).toEqual({
      operationId: 'startCook',
      summary: 'Start',
      description: 'Starts.',
      'x-openai-isConsequential': true,
      security: [{ bearer: [] }],
      requestBody: { required: true, content: PLAIN },
      responses: { 200: { description: 'Started.', content: CONTENT }, 409: { description: 'Busy.' } },
    });
  });

  it('gives some responses a description only, since the importer has no space for all', () => {
    const document = makeDocument({
      paths: { '/start-cook': { post: { ...start, operationId: 'getCook' } } },
    });
    const { responses } = toActions(document, '').paths['/start-cook']!['post']!;
    expect(responses['200']).toEqual({ description: 'Started.' });
  });

  it('writes the objects of a response out once, in the operation that returns them alone', () => {
    const nested = { type: 'object', properties: { safety: { $ref: '#/components/schemas/Plan' } } };
    const responses = { 200: { description: 'Done.', content: { 'application/json': { schema: nested } } } };
    const document = makeDocument({
      paths: {
        '/start-cook': { post: { ...start, responses } },
        '/check-cook': { post: { operationId: 'checkCook', responses } },
      },
    });
    const { paths } = toActions(document, '');
    const safetyOf = (path: string) =>
      paths[path]!['post']!.responses['200']!.content!['application/json'].schema.properties!['safety'];
    expect(safetyOf('/check-cook')!.properties).toHaveProperty('celsius');
    expect(safetyOf('/start-cook')!.properties).toEqual({});
  });

  it('keeps parameters of the address that have a plain form', () => {
    expect(toActions(makeDocument(), '').paths['/status']!['get']).toEqual({
      operationId: 'getStatus',
      'x-openai-isConsequential': false,
      parameters: [
        {
          name: 'device_id',
          in: 'query',
          required: false,
          description: 'Which.',
          schema: { type: 'string', maxLength: 9 },
        },
      ],
      responses: { 200: { description: 'Known.' } },
    });
  });

  it('keeps the key, and has a place for schemas although it holds none', () => {
    expect(toActions(makeDocument(), '').components).toEqual({
      schemas: {},
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    });
  });

  it('takes a document that describes nothing', () => {
    const { info, paths, components } = toActions(
      { openapi: '3.1.0', info: { title: 'Bare', version: '1' }, paths: {} },
      '',
    );
    expect({ info, paths, components }).toEqual({
      info: { title: 'Bare', version: '1' },
      paths: {},
      components: { schemas: {}, securitySchemes: {} },
    });
  });

  it('leaves out a body that is no JSON', () => {
    const operation = { ...start, requestBody: { content: {} } };
    const document = makeDocument({ paths: { '/start-cook': { post: operation } } });
    expect(toActions(document, '').paths['/start-cook']!['post']).not.toHaveProperty('requestBody');
  });

  it('says that a body may be left out unless it is required', () => {
    const operation = { ...start, requestBody: { content: JSON_BODY } };
    const document = makeDocument({ paths: { '/start-cook': { post: operation } } });
    expect(toActions(document, '').paths['/start-cook']!['post']!.requestBody!.required).toBe(false);
  });

  it('refuses references to anything but schemas, which would be lost', () => {
    const operation = { ...start, requestBody: { $ref: '#/components/requestBodies/Plan' } };
    const document = makeDocument({ paths: { '/start-cook': { post: operation } } });
    expect(() => toActions(document, '')).toThrow(/Only schemas/);
  });

  it('leaves the document as it was', () => {
    const document = makeDocument();
    toActions(document, '');
    expect(document).toEqual(makeDocument());
  });
});
