import type { IncomingMessage, ServerResponse } from 'node:http';
import { StraightRoutes } from './straight-routes.js';

describe('StraightRoutes', () => {
  let routes: StraightRoutes;
  let led: string[];
  beforeEach(() => {
    routes = new StraightRoutes();
    led = [];
    routes.add('GET', '/status', () => led.push('status'));
    routes.add('POST', '/status', () => led.push('posted'));
    routes.add('GET', '/cooks/:id', () => led.push('pattern'));
    routes.add('GET', '/shy', (_request: unknown, _response: unknown, next: () => void) => next());
  });

  function call(method: string, url: string): IncomingMessage {
    const request = { method, url } as IncomingMessage;
    routes.before(() => led.push('express'))(request, {} as ServerResponse & { req: IncomingMessage });
    return request;
  }

  it.each([
    ['GET', '/status', 'status'],
    ['GET', '/status?device_id=a', 'status'],
    ['GET', '/status?', 'status'],
    ['POST', '/status', 'posted'],
    ['HEAD', '/status', 'express'],
    ['GET', '/status/', 'express'],
    ['GET', '/STATUS', 'express'],
    ['GET', '/%73tatus', 'express'],
    ['GET', '/status?device_id=%zz', 'express'],
    ['GET', '/cooks/:id', 'express'],
    ['GET', '/__proto__', 'express'],
    ['GET', '/shy', 'express'],
  ])('leads %s %s to %s', (method, url, to) => {
    call(method, url);
    expect(led).toEqual([to]);
  });

  it('gives the route what Express would have added', () => {
    expect(call('GET', '/status?a=1')).toMatchObject({ originalUrl: '/status?a=1', baseUrl: '', params: {} });
  });

  it('counts the first of two routes for the same calls, and takes no note of what is none', () => {
    routes.add('GET', '/status', () => led.push('second'));
    routes.add('GET', () => led.push('no path'));
    call('GET', '/status');
    expect(led).toEqual(['status']);
  });
});
