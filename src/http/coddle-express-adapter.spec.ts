import {
  Controller,
  Get,
  Injectable,
  Post,
  type BeforeApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { once } from 'node:events';
import { connect } from 'node:net';
import { exchange, requestText } from '../../test/harness/raw-http.js';
import { openApp, type OpenedApp } from '../../test/harness/opened-app.js';
import { until } from '../../test/harness/until.js';
import { CoddleExpressAdapter } from './coddle-express-adapter.js';
import { ErrorFilter } from './error.filter.js';

/** Holds requests until the test lets them go, and notes what happens. */
@Injectable()
class Pot implements OnModuleDestroy, BeforeApplicationShutdown {
  static readonly notes: string[] = [];
  static letGo: () => void = () => undefined;

  onModuleDestroy(): void {
    Pot.notes.push('destroyed');
  }

  beforeApplicationShutdown(): void {
    Pot.notes.push('shut down');
  }
}

@Controller()
class Stove {
  @Get('simmer') async simmer(): Promise<string> {
    Pot.notes.push('called');
    await new Promise<void>((resolve) => (Pot.letGo = resolve));
    Pot.notes.push('responded');
    return 'done';
  }

  @Post('stir') stir(): string {
    return 'stirred';
  }
}

describe('CoddleExpressAdapter', () => {
  let opened: OpenedApp;
  beforeEach(async () => {
    Pot.notes.length = 0;
    opened = await openApp({ controllers: [Stove], providers: [Pot] }, (app) =>
      app.useGlobalFilters(new ErrorFilter()),
    );
  });
  afterEach(async () => {
    jest.useRealTimers();
    Pot.letGo();
    await opened.app.close();
  });

  /** Resolves once the request is in progress, with the promise of its response. */
  const simmering = async () => {
    const response = fetch(`${opened.url}/simmer`);
    await until(() => Pot.notes, ['called']);
    return { response };
  };

  it.each([
    ['GET', '/nowhere', 404, null, 'NOT_FOUND'],
    ['POST', '/', 404, null, 'NOT_FOUND'],
    ['GET', '/stir', 405, 'POST', 'METHOD_NOT_ALLOWED'],
    ['DELETE', '/simmer', 405, 'GET, HEAD', 'METHOD_NOT_ALLOWED'],
    ['OPTIONS', '/stir', 405, 'POST', 'METHOD_NOT_ALLOWED'],
  ])('responds to %s %s with %d', async (method, path, status, allow, error) => {
    const response = await fetch(opened.url + path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow]);
    expect(await response.json()).toMatchObject({ error });
  });

  it('responds equally to every spelling of a path that the router accepts', async () => {
    const responses = await Promise.all(
      ['/stir', '/stir/', '/Stir', '/stir?x=%20'].map((path) => fetch(opened.url + path, { method: 'POST' })),
    );
    const seen = responses.map(({ status, headers }) => {
      const shown = Object.fromEntries(
        [...headers].filter(([name]) => !['date', 'x-powered-by'].includes(name)),
      );
      return { status, shown };
    });
    expect(seen[0]).toMatchObject({ status: 201, shown: { 'x-content-type-options': 'nosniff' } });
    for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
    expect(await Promise.all(responses.map((response) => response.text()))).toEqual(Array(4).fill('stirred'));
  });

  it('gives requests and responses the prototypes that Express asks for, so that it need not change them', async () => {
    const { request, response } = opened.app.getHttpAdapter().getInstance();
    const seen = new Promise<unknown[]>((resolve) =>
      opened.app
        .getHttpServer()
        .prependOnceListener('request', (...both: object[]) =>
          resolve(both.map((each) => Object.getPrototypeOf(each) as unknown)),
        ),
    );
    await fetch(`${opened.url}/stir`, { method: 'POST' });
    expect(await seen).toEqual([request, response]);
    expect(request).toHaveProperty('get');
  });

  it('refuses what names no host, as every server does that it makes', async () => {
    expect(await exchange(opened.url, 'GET /simmer HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatchObject({
      status: 400,
    });
    expect(await exchange(opened.url, requestText('BREW /simmer'))).toMatchObject({ status: 400 });
  });

  it('lets open requests finish before any module is closed, and accepts no new ones', async () => {
    const call = await simmering();
    const closing = opened.app.close();
    await expect(fetch(`${opened.url}/stir`, { method: 'POST' })).rejects.toThrow();
    Pot.letGo();
    const response = await call.response;
    await closing;
    expect([response.status, await response.text()]).toEqual([200, 'done']);
    expect(Pot.notes).toEqual(['called', 'responded', 'destroyed', 'shut down']);
  });

  it('does not wait for connections on which nothing happens', async () => {
    const idle = connect(Number(new URL(opened.url).port), '127.0.0.1');
    await once(idle, 'connect');
    const ended = once(idle, 'close');
    idle.resume();
    await opened.app.close();
    await ended;
    expect(Pot.notes).toEqual(['destroyed', 'shut down']);
  });

  it('cuts off requests that take longer than 10 s to finish', async () => {
    const call = exchange(opened.url, requestText('GET /simmer'));
    await until(() => Pot.notes, ['called']);
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date', 'performance'] });
    const closing = opened.app.close();
    while (jest.getTimerCount() < 2) await new Promise((resume) => setImmediate(resume));
    await jest.advanceTimersByTimeAsync(9_900);
    expect(Pot.notes).toEqual(['called']);
    await jest.advanceTimersByTimeAsync(100);
    await closing;
    expect(Pot.notes).toEqual(['called', 'destroyed', 'shut down']);
    expect(await call).toMatchObject({ text: '' });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('closes also when it never listened', async () => {
    const adapter = new CoddleExpressAdapter(() => false);
    adapter.initHttpServer();
    await expect(Promise.resolve(adapter.beforeClose())).resolves.toBeUndefined();
    await expect(adapter.close()).resolves.toBeUndefined();
  });
});
