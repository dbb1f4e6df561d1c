import { Controller, Get } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { request } from 'node:http';
import { openApp, type OpenedApp } from '../../test/harness/opened-app.js';
import { ErrorFilter } from './error.filter.js';
import { OriginGuard, OwnOriginOnly, type OwnAddress } from './address.guards.js';

@Controller()
class Routes {
  @Get('own')
  @OwnOriginOnly()
  own(): object {
    return {};
  }

  @Get('any')
  any(): object {
    return {};
  }
}

const opened: OpenedApp[] = [];
async function open(address: OwnAddress): Promise<OpenedApp> {
  const app = await openApp({ controllers: [Routes] }, (made) => {
    made.useGlobalGuards(new OriginGuard(made.get(Reflector), address));
    made.useGlobalFilters(new ErrorFilter());
  });
  opened.push(app);
  return app;
}
afterEach(async () => {
  for (const { app } of opened.splice(0)) await app.close();
});

const statusOf = ({ url }: OpenedApp, headers: Record<string, string>, path = '/own'): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url + path, { headers }, (response) => resolve(response.resume().statusCode!));
    sent.on('error', reject).end();
  });

describe('OriginGuard', () => {
  it.each([
    ['localhost:5000', 200],
    ['127.0.0.1', 200],
    ['[::1]:80', 200],
    ['cooker.example.org', 200],
    ['COOKER.example.org:443', 200],
    ['evil.example', 403],
    ['192.168.1.7', 403],
    ['localhost.evil.example', 403],
    ['evil.example@localhost', 403],
    ['localhost/evil', 403],
  ])('takes the host %s with %i', async (host, status) => {
    const app = await open({ publicUrl: 'https://cooker.example.org', host: '127.0.0.1' });
    expect(await statusOf(app, { host })).toBe(status);
  });

  it.each([
    ['https://cooker.example.org', 200],
    ['http://localhost:6274', 200],
    ['http://cooker.example.org', 403],
    ['https://cooker.example.org:444', 403],
    ['https://evil.example', 403],
    ['null', 403],
    ['', 403],
  ])('takes the origin "%s" with %i', async (origin, status) => {
    const app = await open({ publicUrl: 'https://cooker.example.org', host: '127.0.0.1' });
    expect(await statusOf(app, { origin })).toBe(status);
  });

  it('takes every address of a server that listens for all networks, and no other name', async () => {
    const app = await open({ host: '0.0.0.0' });
    expect(await statusOf(app, { host: '192.168.1.7:5000' })).toBe(200);
    expect(await statusOf(app, { host: 'evil.example' })).toBe(403);
  });

  it('checks only the routes that ask for it', async () => {
    const app = await open({ host: '127.0.0.1' });
    expect(await statusOf(app, { host: 'evil.example', origin: 'https://evil.example' }, '/any')).toBe(200);
  });
});
