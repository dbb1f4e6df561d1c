import { Controller, ForbiddenException, Get, Logger, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { openApp, type OpenedApp } from '../../test/harness/opened-app.js';
import { ErrorFilter } from './error.filter.js';
import { CoddleError } from '../shared/errors.js';

const UUID = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) as string;

class BoiledDryError extends CoddleError {
  readonly code = 'BOILED_DRY';
  readonly kind = 'unavailable';
}

class TooSaltyError extends CoddleError {
  readonly code = 'TOO_SALTY';
  readonly kind = 'unsafe';
}

@Controller()
class ExampleController {
  @Get('plain') plain(): void {
    throw new BoiledDryError('The pot is dry.', { cause: new Error('vendor says 0xE1') });
  }

  @Get('full') full(): void {
    throw new TooSaltyError('Too much salt.', {
      details: { field: 'salt', maximum: 5 },
      alternatives: [{ salt: 4 }],
      headers: { 'Retry-After': '7' },
    });
  }

  @Get('bug') bug(): void {
    throw new TypeError('secret is not a function');
  }

  @Get('text') text(): void {
    // Libraries do throw what is no error.
    throw 'a bare text' as unknown as Error;
  }

  @Get('forbidden') forbidden(): void {
    throw new ForbiddenException('vendor words');
  }

  @Get('late') late(@Res() response: Response): void {
    response.write('half an answ');
    throw new Error('too late');
  }
}

describe('ErrorFilter', () => {
  let opened: OpenedApp;
  let log: CaughtLog;
  beforeEach(async () => {
    opened = await openApp({ controllers: [ExampleController] }, (app) =>
      app.useGlobalFilters(new ErrorFilter()),
    );
    log = CaughtLog.take();
  });
  afterEach(async () => {
    Logger.overrideLogger(false);
    await opened.app.close();
  });

  const get = (path: string) => fetch(opened.url + path);

  it('leaves out details and alternatives where there are none', async () => {
    const response = await get('/plain');
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual({
      error: 'BOILED_DRY',
      message: 'The pot is dry.',
      request_id: UUID,
    });
  });

  it('responds with everything that the error has', async () => {
    const response = await get('/full');
    expect([response.status, response.headers.get('retry-after')]).toEqual([400, '7']);
    expect(await response.json()).toEqual({
      error: 'TOO_SALTY',
      message: 'Too much salt.',
      details: { field: 'salt', maximum: 5 },
      alternatives: [{ salt: 4 }],
      request_id: UUID,
    });
  });

  it.each(['/bug', '/text'])(
    'says nothing of a bug to the client, and everything to the log: %s',
    async (path) => {
      const response = await get(path);
      const body = (await response.json()) as { request_id: string };
      expect(response.status).toBe(500);
      expect(body).toEqual({
        error: 'INTERNAL_ERROR',
        message: expect.not.stringMatching(/secret|function|bare/) as string,
        request_id: UUID,
      });
      expect(log.at('error')).toEqual([expect.stringContaining(`GET ${path} responded 500 INTERNAL_ERROR`)]);
      expect(log.at('error')[0]).toContain(body.request_id);
      expect(log.at('error')[0]).toMatch(/TypeError: secret is not a function\s+at |a bare text/);
    },
  );

  it('puts what Nest threw into our own words', async () => {
    const response = await get('/forbidden');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'VALIDATION_ERROR',
      message: expect.not.stringContaining('vendor') as string,
      request_id: UUID,
    });
  });

  it('writes a trouble that will heal as a warning without a stack, and a mistake of the client as no more than a hint', async () => {
    await get('/plain');
    await get('/full');
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn GET \/plain responded 503 BOILED_DRY \(request [\da-f-]+\)/),
      expect.stringMatching(/^debug GET \/full responded 400 TOO_SALTY \(request [\da-f-]+\)/),
    ]);
    expect(log.lines.join()).not.toContain('vendor');
  });

  it('cuts off a response that has begun, so that the client sees that it is incomplete', async () => {
    const response = await get('/late');
    await expect(response.text()).rejects.toThrow();
    expect(log.at('error')).toEqual([expect.stringContaining('too late')]);
  });
});
