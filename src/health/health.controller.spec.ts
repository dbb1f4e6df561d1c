import { TerminusModule } from '@nestjs/terminus';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { openApp, type OpenedApp } from '../../test/harness/opened-app.js';
import { HealthController, INFORMATION, READINESS, type Indicator } from './health.controller.js';
import { Logger } from '@nestjs/common';

const up = (name: string, facts = {}): Indicator => ({
  check: () => ({ [name]: { status: 'up', ...facts } }),
});
const down = (name: string, reason: string): Indicator => ({
  check: () => ({ [name]: { status: 'down', reason } }),
});

describe('The health of the server', () => {
  let opened: OpenedApp;
  afterEach(() => opened.app.close());

  async function get(path: string, indicators: readonly Indicator[], information: readonly Indicator[] = []) {
    opened = await openApp({
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [
        { provide: READINESS, useValue: indicators },
        { provide: INFORMATION, useValue: information },
      ],
    });
    const response = await fetch(opened.url + path);
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  it('is up while it can respond, even with everything else down', async () => {
    expect(await get('/health', [down('cloud', 'gone')])).toMatchObject({
      status: 200,
      body: { status: 'ok', info: {}, error: {}, details: {} },
    });
  });

  it('tells of parts that no cook needs, and is ready without them', async () => {
    const accounts = up('thermometers', { thermoworks: 'needs_sign_in' });
    expect(await get('/health', [down('cloud', 'gone')], [accounts])).toMatchObject({
      status: 200,
      body: { info: { thermometers: { status: 'up', thermoworks: 'needs_sign_in' } } },
    });
  });

  it('is ready when everything is up', async () => {
    expect(
      await get('/health/ready', [up('cloud'), up('cooker', { reading_age_seconds: 1.5 })]),
    ).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        info: { cloud: { status: 'up' }, cooker: { status: 'up', reading_age_seconds: 1.5 } },
        error: {},
      },
    });
  });

  it('is not ready when one thing is down, names it and says why, in the body that monitors know', async () => {
    const response = await get('/health/ready', [up('cloud'), down('cooker', 'It is offline')]);
    expect(response.status).toBe(503);
    expect(response.body).toEqual({
      status: 'error',
      info: { cloud: { status: 'up' } },
      error: { cooker: { status: 'down', reason: 'It is offline' } },
      details: { cloud: { status: 'up' }, cooker: { status: 'down', reason: 'It is offline' } },
    });
  });

  it('names everything that is down', async () => {
    const response = await get('/health/ready', [down('cloud', 'a'), down('cooker', 'b'), up('safety')]);
    expect(Object.keys((response.body as { error: object }).error)).toEqual(['cloud', 'cooker']);
  });

  it('waits for a slow indicator', async () => {
    const slow: Indicator = {
      check: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return { storage: { status: 'down' } };
      },
    };
    expect(await get('/health/ready', [slow])).toMatchObject({
      status: 503,
      body: { error: { storage: {} } },
    });
  });

  it('is never kept by a cache', async () => {
    const { headers } = await get('/health', []);
    expect(headers.get('cache-control')).toContain('no-store');
  });

  it('writes nothing to the log for a check that fails: monitors ask every few seconds', async () => {
    const log = CaughtLog.take();
    await get('/health/ready', [down('cloud', 'gone')]);
    Logger.overrideLogger(false);
    expect([...log.at('warn'), ...log.at('error')]).toEqual([]);
  });
});
