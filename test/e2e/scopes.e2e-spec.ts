import type { OpenAPIObject, ResponseObject } from '@nestjs/swagger';
import { OPERATIONS } from '../../src/assistant/operations.js';
import { operationsOf } from '../../src/documents/operations.js';
import type { NamedKey } from '../../src/auth/named-key.js';
import { SCOPES, withImplied, type Scope } from '../../src/http/scopes.js';
import { Api } from '../harness/api.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { sent } from '../harness/journey.js';
import { routeHandlers } from '../harness/route-handlers.js';
import { SCOPE_OF, SCOPES_INSIDE } from '../harness/routes.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

/** Every scope that a key may have beside the others. */
const OF_KEYS = SCOPES.filter((scope) => scope !== 'owner' && scope !== 'readings:write');
/** Every scope that a key may have without allowing what `scope` allows. */
const without = (scope: Scope): Scope[] => OF_KEYS.filter((other) => !withImplied([other]).has(scope));

describe('The scopes of the routes', () => {
  const folder = new KeysFolder();
  const keys = new Map<string, string>();
  let testApp: TestApp;
  beforeAll(async () => {
    for (const [index, scope] of [...new Set(Object.values(SCOPE_OF))].entries()) {
      if (scope !== 'owner') keys.set(`only ${scope}`, folder.add(`only-${index}`, { scopes: [scope] }));
      keys.set(`without ${scope}`, folder.add(`without-${index}`, { scopes: without(scope) }));
    }
    testApp = await startTestApp({ environment: { configDir: folder.path } });
  });
  afterAll(async () => {
    await testApp.close();
    folder.remove();
  });

  const send = (kind: 'only' | 'without', route: string, scope: Scope) => {
    const [method = '', path = ''] = route.replaceAll(/:\w+/g, 'unknown').split(' ');
    return new Api(testApp.url, keys.get(`${kind} ${scope}`)!).send(method, path);
  };

  it('are these; every route that is not public has one, or asks for it itself', () => {
    const closed = routeHandlers(testApp).filter(({ isOpen }) => !isOpen);
    const declared = closed.filter(({ hasScopesInside }) => !hasScopesInside);
    expect(Object.fromEntries(declared.map(({ route, scope }) => [route, scope]))).toEqual(SCOPE_OF);
    expect(closed.filter(({ hasScopesInside }) => hasScopesInside).map(({ route }) => route)).toEqual(
      SCOPES_INSIDE,
    );
  });

  it.each(OPERATIONS.map(({ tool, operationId, scope }) => [tool, operationId, scope] as const))(
    'are those of the tools: %s is %s, and needs %s',
    (_tool, operationId, scope) => {
      const handler = routeHandlers(testApp).find((one) => one.operationId === operationId);
      expect(handler?.scope).toBe(scope);
    },
  );

  it('are those that the OpenAPI document states for each operation', async () => {
    const { paths } = (await testApp.api.get('/openapi.json')).body as unknown as OpenAPIObject;
    const stated = operationsOf({ paths } as OpenAPIObject).map(({ operation }) => [
      operation.operationId,
      Object.values(operation.security?.[0] ?? {}).flat(),
      (operation.responses['403'] as ResponseObject | undefined)?.description.split('.')[0],
    ]);
    const expected = new Map(routeHandlers(testApp).map((one) => [one.operationId, one.scope]));
    expect(stated).toEqual(
      stated.map(([operationId]) => {
        const scope = expected.get(operationId as string);
        return [operationId, [scope ?? []].flat(), scope && `This needs the scope ${scope}`];
      }),
    );
    expect(stated).toContainEqual(['startCook', ['cook:start'], 'This needs the scope cook:start']);
  });

  it.each(Object.entries(SCOPE_OF).filter(([, scope]) => scope !== 'owner'))(
    'let a key through that has exactly this one: %s needs %s',
    async (route, scope) => {
      const { status } = await send('only', route, scope);
      expect([401, 403, 500]).not.toContain(status);
    },
  );

  it.each(Object.entries(SCOPE_OF))(
    'keep a key out that has all others but this one: %s needs %s',
    async (route, scope) => {
      const before = sent(testApp).length;
      const { status, body, headers } = await send('without', route, scope);
      expect({ status, body }).toMatchObject({
        status: 403,
        body: { error: 'INSUFFICIENT_SCOPE', details: { scope } },
      });
      expect(body['message']).toContain(scope);
      expect(headers.get('www-authenticate')).toBe(`Bearer error="insufficient_scope", scope="${scope}"`);
      expect(sent(testApp)).toHaveLength(before);
    },
  );

  it('let a key that may start also stop and read the status', async () => {
    for (const route of ['POST /stop-cook', 'GET /status', 'GET /devices', 'GET /foods']) {
      const { status } = await send('only', route, 'cook:start');
      expect([401, 403, 500]).not.toContain(status);
    }
  });

  it.each<[string, Partial<NamedKey>]>([
    ['the owner', { scopes: ['owner', 'status:read'] }],
    ['readings, in a key that may start', { scopes: ['cook:start', 'readings:write'] }],
    ['nothing', { scopes: [] }],
    ['an unknown one', { scopes: ['cook:all' as Scope] }],
    ['no cooker at all', { devices: [] }],
  ])('are not read from a file that grants %s', async (_, rights) => {
    const other = new KeysFolder();
    const key = other.add('wrong', rights);
    const app = await startTestApp({ environment: { configDir: other.path } });
    const { status } = await new Api(app.url, key).get('/status');
    await app.close();
    other.remove();
    expect(status).toBe(401);
  });
});
