import { Api, type ApiResponse, type Json } from '../harness/api.js';
import { begin, breakOff, pork } from '../harness/broken-off.js';
import { chicken, letPass, responseOf } from '../harness/journey.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';
import { lookAlike } from '../harness/look-alike.js';

/** An id that no cooker and no cook has. */
const UNKNOWN = 'AtticCooker00000000001';

describe('A key that is limited to one of two cookers', () => {
  let folder: KeysFolder;
  let two: TwoCookers;
  let limited: Api;
  beforeEach(async () => {
    folder = new KeysFolder();
    const key = folder.add('cellar', { devices: [CELLAR] });
    two = await TwoCookers.open({ environment: { configDir: folder.path, deviceId: FIRST_COOKER } });
    limited = new Api(two.testApp.url, key);
  });
  afterEach(async () => {
    await two.testApp.close();
    folder.remove();
  });

  const respond = (call: Promise<ApiResponse>) => responseOf(two.testApp, call);
  const post = (path: string, body?: Json) => respond(limited.post(path, body));
  const startCommands = () => two.testApp.cloud.received.filter(({ command }) => command === 'CMD_APC_START');

  it('sees only that one', async () => {
    const { body } = await limited.get<{ devices: { device_id: string }[] }>('/devices');
    expect(body.devices.map(({ device_id }) => device_id)).toEqual([CELLAR]);
    expect((await limited.get('/status')).body).toMatchObject({ device_id: CELLAR });
    expect((await two.testApp.api.get('/status')).body).toMatchObject({ device_id: FIRST_COOKER });
  });

  it('gets the same response for a foreign cooker as for an unknown one', async () => {
    const [foreign, unknown] = await Promise.all(
      [FIRST_COOKER, UNKNOWN].map((id) => limited.get(`/status?device_id=${id}`)),
    );
    expect(foreign).toMatchObject({ status: 404, body: { error: 'DEVICE_NOT_FOUND' } });
    expect(lookAlike(foreign!, unknown!)).toBe(true);
    expect(foreign!.text).not.toContain(FIRST_COOKER);
  });

  it('starts only on that one, and not on a foreign one', async () => {
    const foreign = await post('/start-cook', chicken({ device_id: FIRST_COOKER }));
    const unknown = await post('/start-cook', chicken({ device_id: UNKNOWN }));
    expect(foreign).toMatchObject({ status: 404, body: { error: 'DEVICE_NOT_FOUND' } });
    expect(lookAlike(foreign, unknown)).toBe(true);
    expect(startCommands()).toEqual([]);
    expect(await post('/start-cook', chicken())).toMatchObject({ status: 200, body: { device_id: CELLAR } });
  });

  it('is judged for a foreign cooker as for an unknown one', async () => {
    const [foreign, unknown] = await Promise.all(
      [FIRST_COOKER, UNKNOWN].map((id) => limited.post('/check-cook', chicken({ device_id: id }))),
    );
    expect(foreign!.status).toBe(200);
    expect(lookAlike(foreign!, unknown!)).toBe(true);
  });

  it('stops only that one, whatever its request names', async () => {
    const cook = await two.start(FIRST_COOKER);
    const named = [{}, { device_id: FIRST_COOKER }, { device_id: 'Kitchen' }, { cook_id: cook }];
    for (const body of named) {
      const stopped = await post('/stop-cook', body);
      expect(stopped).toMatchObject({ status: 404, body: { error: 'NO_ACTIVE_COOK' } });
      expect(stopped.body['message']).not.toMatch(/Kitchen/);
    }
    expect(new Set(two.stopped)).toEqual(new Set([CELLAR]));
    await two.start(CELLAR);
    expect(await post('/stop-cook')).toMatchObject({ status: 200, body: { device_id: CELLAR } });
    await two.untilStatus(FIRST_COOKER, { is_running: true });
  });

  it('gets the same warning for the cook of a foreign cooker as for an unknown cook', async () => {
    const cook = await two.start(FIRST_COOKER);
    const foreign = await post('/stop-cook', { cook_id: cook, device_id: FIRST_COOKER });
    const unknown = await post('/stop-cook', { cook_id: UNKNOWN, device_id: UNKNOWN });
    const named = (response: ApiResponse, ...ids: string[]) =>
      ids.reduce(
        (text, id) => text.replaceAll(id, 'ID'),
        JSON.stringify({ ...response.body, request_id: '' }),
      );
    expect(named(foreign, cook, FIRST_COOKER)).toBe(named(unknown, UNKNOWN));
  });

  it('reads the cooks and readings of that one alone', async () => {
    const foreign = await two.start(FIRST_COOKER);
    const own = await two.start(CELLAR);
    await letPass(two.testApp, 30_000);
    const list = await limited.get<{ cooks: { cook_id: string }[] }>('/cooks');
    expect(list.body.cooks.map(({ cook_id }) => cook_id)).toEqual([own]);
    for (const more of ['', '/readings', '/readings?format=csv', '/forecast']) {
      const [known, hidden, unknown] = await Promise.all(
        [own, foreign, UNKNOWN].map((id) => limited.get(`/cooks/${id}${more}`)),
      );
      expect(known!.status).toBe(200);
      expect(hidden).toMatchObject({ status: 404, body: { error: 'COOK_NOT_FOUND' } });
      expect(lookAlike(hidden!, unknown!)).toBe(true);
    }
  });

  it('learns nothing of another cooker that is called the same', async () => {
    two.cooker(FIRST_COOKER).rename('Cellar');
    await letPass(two.testApp, 5_000);
    const { text } = await limited.get('/status');
    expect(text).toContain('"device_name":"Cellar"');
    expect(text).not.toContain(`Cellar (${CELLAR})`);
  });

  it('is warned of spoilt food without the name of the foreign cooker', async () => {
    two.cooker(FIRST_COOKER).setWater(65.6);
    await begin(two.testApp);
    await breakOff(two.testApp);
    const warned = async (api: Api) => {
      const { body } = await api.post('/check-cook', pork({ device_id: CELLAR }));
      return (body['warnings'] as string[]).filter((warning) => warning.includes('Do not use it here'));
    };
    expect(await warned(two.testApp.api)).toEqual([expect.stringContaining('broke off on Kitchen must')]);
    expect(await warned(limited)).toEqual([expect.stringContaining('broke off on another cooker must')]);
  }, 60_000);

  it('is refused once the account lists none of its cookers, and learns of no other', async () => {
    two.testApp.cloud.unpair(two.cooker(CELLAR));
    await letPass(two.testApp, 5_000);
    for (const call of [
      limited.get('/status'),
      limited.post('/start-cook', chicken()),
      limited.post('/stop-cook'),
    ]) {
      const response = await respond(call);
      expect(response).toMatchObject({ status: 404, body: { error: 'DEVICE_NOT_FOUND' } });
      expect(response.text).not.toMatch(new RegExp(`${FIRST_COOKER}|Kitchen`));
    }
    expect((await limited.get('/devices')).body).toEqual({ devices: [] });
  });
});
