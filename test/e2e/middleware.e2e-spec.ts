import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { exchange, requestText, type RawResponse } from '../harness/raw-http.js';
import { GUARDED, OPEN, PAGE_FILES, PAGES, SESSION_STATE } from '../harness/routes.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';

const ORIGIN = 'https://page.example';

/** A module as a contributor may add one: its middleware marks every response. */
@Module({})
class MarkingModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    const mark = (_request: Request, response: Response, next: NextFunction): void => {
      response.setHeader('X-Marked', 'by middleware');
      next();
    };
    consumer.apply(mark).forRoutes('{*path}');
  }
}

/** The routes as a client writes them. */
const ROUTES = [
  ...GUARDED,
  ...OPEN,
  ...SESSION_STATE,
  ...PAGES,
  ...PAGE_FILES,
  ...['GET /docs/swagger-ui.css', 'GET /nowhere', 'GET /%zz', 'POST /%zz', 'GET /cooks/%ff'],
].map((route) => {
  const [method = '', path = ''] = route.replace(/:\w+/, 'some-thing').split(' ');
  return { method, path };
});

/** Percent-encodes the first letter of the last part of a path. */
const encoded = (path: string): string =>
  path.replace(
    /\/(\w)([^/]*)$/,
    (_all, letter: string, rest: string) => `/%${letter.charCodeAt(0).toString(16)}${rest}`,
  );

/** The ways to write a path; the router accepts another case and a trailing slash. */
const FORMS: readonly (readonly [form: string, write: (path: string) => string])[] = [
  ['exact', (path) => path],
  ['encoded', encoded],
  ['with a query', (path) => `${path}?x=1`],
  ['with an encoded query', (path) => `${path}?x=%20`],
  ['with a slash at the end', (path) => (path.endsWith('/') ? path : `${path}/`)],
  ['in upper case', (path) => path.toUpperCase()],
];

describe('A middleware and a CORS rule', () => {
  let testApp: TestApp;
  beforeAll(async () => {
    testApp = await startTestApp({
      imports: [MarkingModule],
      environment: { rateLimitPerMinute: 1_000_000 },
      setUp: (app) => app.enableCors({ origin: ORIGIN, methods: ['GET', 'POST'] }),
    });
  });
  afterAll(() => testApp.close());

  const send = (method: string, path: string, headers: readonly string[] = []): Promise<RawResponse> =>
    exchange(
      testApp.url,
      requestText(`${method} ${path}`, [`Origin: ${ORIGIN}`, `Authorization: Bearer ${API_KEY}`, ...headers]),
    );
  const seenIn = ({ headers }: RawResponse) => [headers['x-marked'], headers['access-control-allow-origin']];

  describe.each(FORMS)('apply to every route %s', (_form, write) => {
    it.each(ROUTES)('$method $path', async ({ method, path }) => {
      const response = await send(method, write(path));
      expect({ status: response.status, seen: seenIn(response) }).toEqual({
        status: expect.any(Number) as number,
        seen: ['by middleware', ORIGIN],
      });
      expect(response.status).not.toBe(500);
    });

    it.each(ROUTES.filter(({ method }) => method === 'GET'))('HEAD $path', async ({ path }) => {
      expect(seenIn(await send('HEAD', write(path)))).toEqual(['by middleware', ORIGIN]);
    });

    it.each(ROUTES)('OPTIONS $path, asked by a browser before $method', async ({ method, path }) => {
      const response = await send('OPTIONS', write(path), [`Access-Control-Request-Method: ${method}`]);
      expect([response.status, response.headers['access-control-allow-origin']]).toEqual([204, ORIGIN]);
      expect(response.headers['access-control-allow-methods']).toBe('GET,POST');
    });
  });

  it.each(['/%zz', '/cooks/%ff', '/cooks/%zz/readings', '/status?x=%zz', '/docs/%zz'])(
    'apply to %s, which is refused for its encoding',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const response = await send(method, path);
        expect([response.status, ...seenIn(response)]).toEqual([400, 'by middleware', ORIGIN]);
        expect(response.text).toContain('The address is not encoded correctly.');
      }
    },
  );

  it('apply to requests without a key too', async () => {
    const response = await exchange(testApp.url, requestText('GET /status', [`Origin: ${ORIGIN}`]));
    expect({ status: response.status, seen: seenIn(response) }).toEqual({
      status: 401,
      seen: ['by middleware', ORIGIN],
    });
  });
});
