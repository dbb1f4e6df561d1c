import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolder } from '../harness/data-folder.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

describe('While the disk rejects writes', () => {
  const data = new DataFolder();
  let testApp: TestApp;
  beforeEach(async () => {
    writeFileSync(join(data.path, 'coddle.db'), 'This is somebody else’s file, and no database.'.repeat(20));
    testApp = await startTestApp({ environment: { dataDir: data.path } });
  });
  afterEach(() => testApp.close());
  afterAll(() => data.remove());

  it('a start is refused and nothing is sent', async () => {
    expect(await responseOf(testApp, testApp.api.post('/start-cook', chicken()))).toMatchObject({
      status: 503,
      body: { error: 'STORAGE_UNAVAILABLE', message: expect.stringMatching(/nothing may start/) as string },
    });
    expect(sent(testApp)).toEqual([]);
  });

  it('an unsafe plan is refused as unsafe', async () => {
    expect(await testApp.api.post('/start-cook', chicken({ temperature_celsius: 50 }))).toMatchObject({
      status: 400,
    });
  });

  it('a cook is still seen and stopped', async () => {
    testApp.cooker.startFromApp(58, 45);
    await letPass(testApp, 2_000);
    await untilStatus(testApp, { is_running: true, target_temp_celsius: 58 });
    expect(await responseOf(testApp, testApp.api.post('/stop-cook', { request_id: 'enough' }))).toMatchObject(
      {
        status: 200,
        body: { verified: true },
      },
    );
    expect(sent(testApp)).toEqual(['CMD_APC_STOP']);
  });

  it('the server is alive and not ready, and says why without a path', async () => {
    expect(await testApp.api.get('/health')).toMatchObject({ status: 200 });
    const ready = await testApp.api.get('/health/ready');
    expect(ready).toMatchObject({
      status: 503,
      body: { error: { storage: { status: 'down', code: 'STORAGE_UNAVAILABLE' } } },
    });
    expect(ready.text).not.toContain(data.path);
  });

  it('the history is unavailable, and the file stays unchanged', async () => {
    expect(await testApp.api.get('/cooks')).toMatchObject({
      status: 503,
      body: { error: 'STORAGE_UNAVAILABLE' },
    });
  });
});

describe('Two servers on one folder', () => {
  it('do not overwrite each other: the second starts nothing, and continues once the first has ended', async () => {
    const first = await startTestApp();
    const environment = { dataDir: first.data.path };
    const second = await startTestApp({ environment });
    expect(await responseOf(second, second.api.post('/start-cook', chicken()))).toMatchObject({
      status: 503,
      body: {
        error: 'STORAGE_UNAVAILABLE',
        message: expect.stringMatching(/^Another server is using/) as string,
      },
    });
    expect(second.logs.filter((line) => line.includes(`process ${process.pid} on`))).toHaveLength(1);
    expect(await responseOf(first, first.api.post('/start-cook', chicken()))).toMatchObject({ status: 200 });

    await first.leave();
    await letPass(second, 31_000);
    expect(await responseOf(second, second.api.post('/start-cook', chicken()))).toMatchObject({
      status: 200,
    });
    await second.close();
    await first.close();
  });
});

describe('A server without a history', () => {
  it('lists no cooks', async () => {
    const testApp = await startTestApp();
    expect(await testApp.api.get('/cooks')).toMatchObject({
      status: 200,
      body: { cooks: [], next_cursor: null },
    });
    await testApp.close();
  });
});
