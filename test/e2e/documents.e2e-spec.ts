import type { OpenAPIObject, OperationObject, ResponseObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ERRORS } from '../../src/documents/error-examples.js';
import { commandLost, refused } from '../../src/simulator/behaviours.js';
import type { Json } from '../harness/api.js';
import { ApiSchemas } from '../harness/api-schemas.js';
import { responseOf, chicken, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { SETTINGS, ShippedServer } from '../harness/shipped-server.js';

const NAMES = ['openapi.json', 'actions.json'] as const;
const committed = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8');
const [api, actions] = NAMES.map((name) => JSON.parse(committed(name)) as OpenAPIObject) as [
  OpenAPIObject,
  OpenAPIObject,
];

const operationsOf = (document: OpenAPIObject) =>
  Object.values(document.paths).flatMap((item) => Object.values(item as Record<string, OperationObject>));

/** Every object inside a value, including the value. */
const within = (value: unknown): Record<string, unknown>[] =>
  typeof value !== 'object' || value === null
    ? []
    : [value as Record<string, unknown>, ...Object.values(value).flatMap(within)];

describe('The documents', () => {
  // `build` is the output of the compiler, `dist` its bundle.
  it.each(['dist/main.js', 'build/main.js'])('of %s are the committed ones', async (program) => {
    const server = new ShippedServer(program);
    const address = await server.address();
    const received = await Promise.all(NAMES.map(async (name) => (await fetch(`${address}/${name}`)).json()));
    await server.stop();
    expect(received).toEqual([api, actions]);
  });

  it.each([
    ['openapi.json', api],
    ['actions.json', actions],
  ])('pass a validator of OpenAPI 3.1: %s', async (_name, document) => {
    expect(await new Validator().validate({ ...structuredClone(document) })).toMatchObject({ valid: true });
    expect(document.openapi).toMatch(/^3\.1\./);
  });
});

describe('The documents of the application', () => {
  let testApp: TestApp;
  beforeAll(async () => (testApp = await startTestApp({ connected: false })));
  afterAll(() => testApp.close());

  it('have an entry for every route; the message names what is missing and the file to edit', async () => {
    const { status, body } = await testApp.api.get('/openapi.json');
    expect({ status, message: body['message'] }).toEqual({ status: 200, message: undefined });
  });
});

describe('The whole document', () => {
  const schemas = new ApiSchemas(api);

  it('has an example of every JSON response except those that hold a document', () => {
    const silent = operationsOf(api).flatMap(({ operationId, responses }) =>
      Object.entries(responses)
        .filter(([, response]) => {
          const content = (response as { content?: Record<string, { examples?: object }> }).content;
          return content?.['application/json'] && !content['application/json'].examples;
        })
        .map(([status]) => `${operationId} ${status}`),
    );
    expect(silent).toEqual(['getOpenApi 200', 'getActions 200']);
  });

  it('has only examples that match their schemas', () => {
    const examples = schemas.examples();
    expect(examples.length).toBeGreaterThan(80);
    const wrong = examples.filter(({ check, value }) => !check(value));
    expect(wrong.map(({ name, check }) => [name, check.errors])).toEqual([]);
  });

  it('has a description of every field of requests and responses', () => {
    const fields = Object.entries(api.components!.schemas!).flatMap(([name, schema]) =>
      Object.entries((schema as { properties?: Record<string, object> }).properties ?? {}).map(
        ([field, property]) => [`${name}.${field}`, property] as const,
      ),
    );
    const untold = fields.filter(([, property]) => !('description' in property) && !('$ref' in property));
    expect(untold.map(([name]) => name)).toEqual([]);
  });
});

describe('Every response', () => {
  const schemas = new ApiSchemas(api);
  let testApp: TestApp;
  beforeEach(async () => (testApp = await startTestApp()));
  afterEach(() => testApp.close());

  /** Sends a request and compares the response with the document. */
  async function exchange(status: number, method: string, path: string, body?: unknown): Promise<Json> {
    const received = await responseOf(testApp, testApp.api.send(method, path, body));
    expect([path, received.status, received.text.length < 8_000]).toEqual([path, status, true]);
    const [route = ''] = path.replace(/^\/cooks\/[^/]+/, '/cooks/{cook_id}').split('?');
    expect([path, status, schemas.problems(method, route, status, received.body)]).toEqual([
      path,
      status,
      '',
    ]);
    return received.body;
  }

  it('matches the document while a cook is started, watched and stopped', async () => {
    await exchange(200, 'GET', '/health');
    await exchange(200, 'GET', '/health/ready');
    await exchange(200, 'GET', '/devices');
    await exchange(200, 'GET', '/foods');
    await exchange(200, 'GET', '/status');
    await exchange(200, 'POST', '/check-cook', chicken());
    await exchange(200, 'POST', '/check-cook', chicken({ temperature_celsius: 50 }));
    const cook = await exchange(200, 'POST', '/start-cook', chicken({ thickness_mm: 30, request_id: 'one' }));
    await exchange(200, 'GET', '/status');
    const id = cook['cook_id'] as string;
    for (const path of ['/cooks', `/cooks/${id}`, `/cooks/${id}/readings`, `/cooks/${id}/forecast`])
      await exchange(200, 'GET', path);
    await exchange(409, 'POST', '/start-cook', chicken());
    await exchange(200, 'POST', '/stop-cook');
    await exchange(404, 'POST', '/stop-cook');
    for (const path of ['/cooks', `/cooks/${id}`, `/cooks/${id}/readings`, `/cooks/${id}/forecast`])
      await exchange(200, 'GET', path);
  });

  it('matches the document when everything fails', async () => {
    await exchange(400, 'POST', '/start-cook', chicken({ temperature_celsius: 50 }));
    await exchange(400, 'POST', '/start-cook', { temperature_celsius: 'hot', nonsense: 1 });
    await exchange(404, 'GET', '/status?device_id=no-such');
    await exchange(400, 'GET', '/cooks?cursor=nowhere');
    await exchange(404, 'GET', '/cooks/no-such');
    await exchange(404, 'GET', '/cooks/no-such/readings');
    await exchange(404, 'GET', '/cooks/no-such/forecast');
    testApp.cloud.nextCommand(refused('no'));
    await exchange(502, 'POST', '/start-cook', chicken());
    testApp.cloud.nextCommand(commandLost);
    await exchange(504, 'POST', '/start-cook', chicken());
  });

  it('matches the document when the account is inaccessible', async () => {
    testApp.cloud.admission.refuseTokens();
    testApp.cloud.connections.drop();
    await untilStatus(testApp, { device_online: false });
    await exchange(503, 'GET', '/health/ready');
    await exchange(503, 'POST', '/start-cook', chicken());
  });
});

describe('The example of', () => {
  let testApp: TestApp;
  // Facts about a food count for half an hour, so each request uses a new server.
  beforeEach(async () => (testApp = await startTestApp()));
  afterEach(() => testApp.close());

  const published = api.paths['/start-cook']!.post!.responses['400'] as ResponseObject;
  const { examples = {} } = published.content!['application/json']!;
  const asked = Object.entries(ERRORS).flatMap(([code, error]) =>
    'request' in error ? [[code, error.request] as const] : [],
  );

  it.each(asked)('%s equals the response to its request word for word', async (code, request) => {
    const { status, body } = await testApp.api.post('/start-cook', request);
    expect(status).toBe(400);
    const { value } = examples[code] as { value: object };
    expect({ ...body, request_id: '' }).toEqual({ ...value, request_id: '' });
    expect(JSON.stringify(body)).toContain(`"error":"${code}"`);
  });
});

describe('The document for assistants', () => {
  const operations = operationsOf(actions);

  it('is OpenAPI 3.1.0 with one server, the public one', () => {
    expect(actions.openapi).toBe('3.1.0');
    expect(actions.servers).toEqual([{ url: 'https://coddle.example' }]);
  });

  it('has at most 12 operations, each with its own name in camelCase', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).toEqual([
      ...['startCook', 'checkCook', 'getStatus', 'stopCook', 'listFoods', 'listDevices'],
      'getThermometers',
      'listAlerts',
      'acknowledgeAlert',
      ...['listCooks', 'getCook', 'getCookReadings'],
    ]);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-zA-Z0-9]*$/);
  });

  it('has descriptions of at most 280 characters, 650 for parameters', () => {
    for (const node of within(actions.paths)) {
      for (const name of ['summary', 'description']) {
        const text = node[name];
        if (typeof text === 'string') expect(text.length).toBeLessThanOrEqual(280);
      }
    }
    for (const { summary, description, parameters = [] } of operations) {
      expect([summary, description].every((text) => typeof text === 'string' && text !== '')).toBe(true);
      for (const parameter of parameters) {
        expect((parameter as { description: string }).description.length).toBeLessThanOrEqual(650);
      }
    }
  });

  it('contains no references, no choices and no null, and properties in every object', () => {
    for (const node of within(actions.paths)) {
      expect(Object.keys(node)).not.toEqual(expect.arrayContaining(['$ref']));
      for (const choice of ['oneOf', 'anyOf', 'allOf', 'nullable']) expect(node).not.toHaveProperty(choice);
      expect(Array.isArray(node['type'])).toBe(false);
      expect(Array.isArray(node['enum']) && node['enum'].includes(null)).toBe(false);
      if (node['type'] === 'object') expect(typeof node['properties']).toBe('object');
    }
  });

  it('has at most 64 KB when formatted', () => {
    expect(Buffer.byteLength(JSON.stringify(actions, null, 2))).toBeLessThanOrEqual(64_000);
  });

  it('leaves 4 KB of the 64 KB free, also with a public address of 200 characters', async () => {
    const url = `https://${'coddle.'.repeat(26)}example/`.padEnd(200, 'x');
    const server = new ShippedServer('dist/main.js', { ...SETTINGS, PUBLIC_URL: url });
    const bytes = await (await fetch(`${await server.address()}/actions.json`)).arrayBuffer();
    await server.stop();
    expect(Buffer.from(bytes).toString()).toContain(url);
    expect(bytes.byteLength).toBeLessThanOrEqual(60 * 1024);
  });

  it('lets the assistant ask before a start, and never before a stop, a check or a reading', () => {
    const asks = operations.map((operation) => [
      operation.operationId,
      (operation as unknown as Record<string, unknown>)['x-openai-isConsequential'],
    ]);
    expect(Object.fromEntries(asks)).toEqual({
      acknowledgeAlert: false,
      listAlerts: false,
      startCook: true,
      checkCook: false,
      getStatus: false,
      getThermometers: false,
      stopCook: false,
      listFoods: false,
      listDevices: false,
      listCooks: false,
      getCook: false,
      getCookReadings: false,
    });
  });

  it('requires the key of this server', () => {
    for (const { security } of operations) expect(security).toEqual([{ bearer: [] }]);
    // The importer refuses a document with more than one scheme.
    expect(Object.keys(actions.components!.securitySchemes!)).toEqual(['bearer']);
    expect(actions.components!.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
  });
});
