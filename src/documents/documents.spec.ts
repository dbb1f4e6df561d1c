import { Controller, Get, Logger, type INestApplication, type Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiOperation, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FOODS, makeSafety } from '../../test/harness/safety.js';
import { Environment } from '../config/environment.js';
import { isAuthenticated } from '../auth/access.guards.js';
import { CoddleExpressAdapter } from '../http/coddle-express-adapter.js';
import { ErrorFilter } from '../http/error.filter.js';
import { SafetyModule } from '../safety/safety.module.js';
import { Documents } from './documents.js';
import { DocumentsModule } from './documents.module.js';
import { ConfigModule } from '../config/config.module.js';

@Controller('probes')
class ProbesController {
  @Get() @ApiOperation({ operationId: 'listProbes' }) list(): void {}
}

const PUBLIC = new Environment({ publicUrl: 'https://kitchen.example' });

describe('The documents', () => {
  let app: NestExpressApplication;

  async function open(environment = PUBLIC, controllers: Type[] = []): Promise<INestApplication> {
    const module = await Test.createTestingModule({
      imports: [ConfigModule.with(environment), SafetyModule.with(FOODS), DocumentsModule],
      controllers,
    }).compile();
    app = module.createNestApplication<NestExpressApplication>(new CoddleExpressAdapter(isAuthenticated), {
      logger: false,
    });
    app.get(Documents).describe(app);
    app.useGlobalFilters(new ErrorFilter());
    await app.listen(0, '127.0.0.1');
    return app;
  }

  async function get(path: string): Promise<Response> {
    const { port } = app.getHttpServer().address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}${path}`);
  }

  const read = async (path: string) => (await (await get(path)).json()) as OpenAPIObject;

  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  it('are served as JSON, whole and as the part for assistants', async () => {
    await open();
    for (const path of ['/openapi.json', '/actions.json']) {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(await response.json()).toMatchObject({
        openapi: '3.1.0',
        info: { title: 'Coddle' },
        servers: [{ url: 'https://kitchen.example' }],
      });
    }
  });

  it('are made at the first request, and once', async () => {
    const making = jest.spyOn(SwaggerModule, 'createDocument');
    await open();
    expect(making).not.toHaveBeenCalled();
    for (const path of ['/openapi.json', '/actions.json', '/docs/swagger-ui-init.js', '/openapi.json']) {
      expect((await get(path)).status).toBe(200);
    }
    expect(making).toHaveBeenCalledTimes(1);
  });

  it('are sent from the same bytes to every client, however many ask', async () => {
    await open();
    const documents = app.get(Documents);
    const write = jest.spyOn(ServerResponse.prototype, 'end');
    const bytes: unknown[] = [];
    for (const path of ['/openapi.json', '/actions.json', '/docs/swagger-ui-init.js']) {
      write.mockClear();
      const [one, other] = [await get(path), await get(path)];
      expect(await one.text()).toBe(await other.text());
      const ended = write.mock.calls.map(([chunk]) => chunk as unknown);
      expect(ended).toHaveLength(2);
      expect(ended[0]).toBeInstanceOf(Buffer);
      expect(ended[1]).toBe(ended[0]);
      bytes.push(ended[0]);
    }
    expect(bytes.slice(0, 2)).toEqual([documents.apiBytes(), documents.actionsBytes()]);
  });

  it('respond to HEAD with the length only', async () => {
    await open();
    const { port } = app.getHttpServer().address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/openapi.json`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(Number(response.headers.get('content-length'))).toBe(app.get(Documents).apiBytes().length);
  });

  it('describe themselves', async () => {
    await open();
    const { paths } = await read('/openapi.json');
    expect(Object.keys(paths).sort()).toEqual([
      '/actions.json',
      '/docs',
      '/foods',
      '/openapi.json',
      '/privacy',
    ]);
  });

  it('name schemas plainly', async () => {
    await open();
    const { components, paths } = await read('/openapi.json');
    expect(Object.keys(components!.schemas!)).toContain('Error');
    expect(JSON.stringify(paths)).toContain('"#/components/schemas/Error"');
    expect(JSON.stringify({ components, paths })).not.toMatch(/Dto"/);
  });

  it('name the server that they came from while no public address is set', async () => {
    await open(new Environment({ port: 5001 }));
    expect((await read('/openapi.json')).servers).toEqual([{ url: '/' }]);
    expect((await read('/actions.json')).servers).toEqual([{ url: 'http://127.0.0.1:5001' }]);
  });

  it('can be tried out on the server that shows the page, and nowhere else', async () => {
    await open();
    const script = await (await get('/docs/swagger-ui-init.js')).text();
    expect(script).toContain('"persistAuthorization": true');
    expect(script).toMatch(/"servers": \[\s*{\s*"url": "\/"\s*}\s*\]/);
    expect(script).not.toContain('https://kitchen.example');
  });

  it('include a page about what is stored, without scripts or foreign addresses', async () => {
    await open();
    const response = await get('/privacy');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    expect(page).toMatch(/^<!DOCTYPE html>/);
    expect(page).not.toMatch(/<script|https?:|src=|href=/);
  });

  it('name a route without an entry, and the file to edit, instead of publishing it', async () => {
    Logger.overrideLogger(false);
    await open(PUBLIC, [ProbesController]);
    for (const path of ['/openapi.json', '/actions.json', '/docs/swagger-ui-init.js']) {
      const response = await get(path);
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({
        error: 'INTERNAL_ERROR',
        message: expect.stringMatching(
          /GET \/probes .* src\/documents\/errors-of-operations\.ts\.$/,
        ) as string,
      });
    }
  });

  it('cannot be read before they know what to describe', async () => {
    await open();
    expect(() => new Documents(makeSafety(), PUBLIC).api()).toThrow(/describe/);
  });
});
