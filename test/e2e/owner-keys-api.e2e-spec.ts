import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api, type Json } from '../harness/api.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const MINUTE = 60_000;

describe('The keys, for the owner', () => {
  let folder: KeysFolder;
  let testApp: TestApp;
  let owner: SignedInOwner;
  beforeEach(async () => {
    folder = new KeysFolder();
    testApp = await startTestApp({ environment: { configDir: folder.path } });
    owner = await SignedInOwner.at(testApp);
  });
  afterEach(async () => {
    await testApp.close();
    folder.remove();
  });

  const make = (body: Json) => owner.post('/owner/keys', body);
  const list = async () => (await owner.get<{ keys: Json[] }>('/owner/keys')).body.keys;
  const file = () => join(testApp.data.path, 'owner-keys.json');
  const statusWith = async (key: unknown) => (await new Api(testApp.url, String(key)).get('/status')).status;

  it('begin with that of the settings, which cannot be revoked', async () => {
    expect(await list()).toMatchObject([
      { name: 'default', added_at: null, revocable: false, ask: false, devices: null },
    ]);
    expect(await owner.send('DELETE', '/owner/keys/default')).toMatchObject({
      status: 404,
      body: { error: 'KEY_NOT_FOUND' },
    });
  });

  it('work at once when they are made, and no longer when they are revoked', async () => {
    const { status, body } = await make({ name: 'phone', scopes: ['status:read'] });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { name: 'phone', scopes: ['status:read'], ask: false, expires_at: null, last_used_at: null },
    });
    expect(await statusWith(body['key'])).toBe(200);
    expect((await new Api(testApp.url, String(body['key'])).get('/cooks')).status).toBe(403);
    expect(await owner.send('DELETE', '/owner/keys/phone')).toMatchObject({
      status: 200,
      body: { ended: 1 },
    });
    expect(await statusWith(body['key'])).toBe(401);
    expect(await list()).toHaveLength(1);
  });

  it('show what they may do, their end and their last use, and never themselves', async () => {
    const { body } = await make({
      ...{ name: 'tablet', scopes: ['cook:start', 'cook:check'], devices: ['one', 'one', 'two'] },
      ...{ expires_at: '2030-01-31', ask: true },
    });
    await statusWith(body['key']);
    const [, tablet] = await list();
    expect(tablet).toEqual({
      name: 'tablet',
      scopes: ['cook:check', 'cook:start'],
      devices: ['one', 'two'],
      ask: true,
      added_at: expect.stringMatching(/^20/) as string,
      expires_at: '2030-01-31T00:00:00Z',
      last_used_at: expect.stringMatching(/^20/) as string,
      revocable: true,
    });
    expect(readFileSync(file(), 'utf8')).not.toContain(String(body['key']));
    expect(testApp.logs.join('\n')).not.toContain(String(body['key']));
  });

  describe('where the server may not write the folder of its settings', () => {
    let earlier: string;
    beforeEach(() => {
      earlier = folder.add('earlier');
      // Whatever changes the keys there waits for this lock, and gives up.
      writeFileSync(join(folder.path, 'keys.json.lock'), '');
    });

    it('are made in the folder of the data, in one list with those of the commands', async () => {
      const { status, body } = await make({ name: 'later' });
      expect(status).toBe(200);
      await testApp.clock.elapse(1_000);
      expect((await list()).map(({ name, revocable }) => [name, revocable])).toEqual([
        ['default', false],
        ['earlier', true],
        ['later', true],
      ]);
      expect(await statusWith(earlier)).toBe(200);
      expect(await statusWith(body['key'])).toBe(200);
      expect(statSync(file()).mode & 0o777).toBe(0o600);
    });

    it('of the commands are revoked at once, and stay so after a restart', async () => {
      await testApp.clock.elapse(1_000);
      const before = readFileSync(join(folder.path, 'keys.json'), 'utf8');
      expect(await statusWith(earlier)).toBe(200);
      expect(await owner.send('DELETE', '/owner/keys/earlier')).toMatchObject({
        status: 200,
        body: { ended: 1 },
      });
      expect(await statusWith(earlier)).toBe(401);
      expect(await list()).toHaveLength(1);
      expect((await owner.send('DELETE', '/owner/keys/earlier')).status).toBe(404);
      testApp = await testApp.crash();
      expect(await statusWith(earlier)).toBe(401);
      expect(readFileSync(join(folder.path, 'keys.json'), 'utf8')).toBe(before);
    });

    it('have one name each over both files, and a name is free again once it was revoked', async () => {
      expect(await make({ name: 'earlier' })).toMatchObject({
        status: 409,
        body: { error: 'KEY_NAME_TAKEN' },
      });
      await owner.send('DELETE', '/owner/keys/earlier');
      const { body } = await make({ name: 'earlier' });
      expect(await statusWith(body['key'])).toBe(200);
      expect(await statusWith(earlier)).toBe(401);
    });
  });

  it('are refused after their end', async () => {
    const end = new Date(testApp.clock.now().getTime() + MINUTE).toISOString();
    const { body } = await make({ name: 'guest', expires_at: end });
    await testApp.clock.elapse(MINUTE);
    expect(await statusWith(body['key'])).toBe(401);
    expect(await list()).toHaveLength(1);
    expect((await make({ name: 'guest' })).status).toBe(200);
  });

  it('have one name each', async () => {
    await make({ name: 'phone' });
    expect(await make({ name: 'phone' })).toMatchObject({ status: 409, body: { error: 'KEY_NAME_TAKEN' } });
  });

  it.each<[string, Json, string]>([
    ['no name', {}, 'name'],
    ['the name of the key of the settings', { name: 'default' }, 'name'],
    ['the name of the owner', { name: 'owner' }, 'name'],
    ['a name with a tag', { name: '<b>' }, 'name'],
    ['a long name', { name: 'a'.repeat(33) }, 'name'],
    ['a number as the name', { name: 1 }, 'name'],
    ['no scope', { name: 'a', scopes: [] }, 'scopes'],
    ['a scope that is no list', { name: 'a', scopes: 'status:read' }, 'scopes'],
    ['an unknown scope', { name: 'a', scopes: ['cook:all'] }, 'scopes'],
    ['the scope of the owner', { name: 'a', scopes: ['owner'] }, 'scopes'],
    ['scopes that may not go together', { name: 'a', scopes: ['cook:start', 'readings:write'] }, 'scopes'],
    ['no cooker', { name: 'a', devices: [] }, 'devices'],
    ['an id with a line feed', { name: 'a', devices: ['a\nb'] }, 'devices'],
    ['many cookers', { name: 'a', devices: Array.from({ length: 21 }, (_, i) => `d${i}`) }, 'devices'],
    ['an end in the past', { name: 'a', expires_at: '2020-01-01' }, 'expires_at'],
    ['an end that is no date', { name: 'a', expires_at: 'tomorrow' }, 'expires_at'],
    ['an end in the 32nd day', { name: 'a', expires_at: '2030-01-32' }, 'expires_at'],
    ['a word instead of true or false', { name: 'a', ask: 'yes' }, 'ask'],
    ['a field that there is not', { name: 'a', key: 'sk-anova-mine' }, 'key'],
  ])('are not made with %s', async (_what, body, field) => {
    expect(await make(body)).toMatchObject({
      status: 400,
      body: { error: 'VALIDATION_ERROR', details: { field } },
    });
    expect(await list()).toHaveLength(1);
  });

  it('wait for a command that changes the file, while the server responds', async () => {
    const lock = `${file()}.lock`;
    writeFileSync(lock, '');
    const made = make({ name: 'phone' });
    expect((await testApp.api.get('/status')).status).toBe(200);
    rmSync(lock);
    expect((await made).status).toBe(200);
  });

  it('can be changed after a start, although the one before was cut short in a change', async () => {
    await testApp.leave();
    writeFileSync(`${file()}.lock`, '');
    testApp = await startTestApp({ environment: { configDir: folder.path }, after: testApp });
    owner = await SignedInOwner.at(testApp);
    expect((await make({ name: 'phone' })).status).toBe(200);
  });

  it('cannot be made where the file cannot be written, and the response says so', async () => {
    mkdirSync(`${file()}.lock`);
    expect(await make({ name: 'phone' })).toMatchObject({ status: 503, body: { error: 'KEYS_UNAVAILABLE' } });
  });

  it.each([
    ['of the page', () => file()],
    ['of the commands', () => join(folder.path, 'keys.json')],
  ])(
    'cannot be read or changed while others can read the file %s, and the response says so',
    async (_, opened) => {
      folder.add('earlier');
      await make({ name: 'phone' });
      chmodSync(opened(), 0o644);
      for (const send of [
        owner.get('/owner/keys'),
        make({ name: 'other' }),
        owner.send('DELETE', '/owner/keys/phone'),
      ]) {
        const { status, body, text } = await send;
        expect({ status, body }).toMatchObject({ status: 503, body: { error: 'KEYS_UNAVAILABLE' } });
        expect(text).not.toMatch(new RegExp(`${folder.path}|${testApp.data.path}`));
      }
    },
  );

  it('say whether they can be changed here', async () => {
    expect((await owner.get('/owner/keys')).body).toMatchObject({ changeable: true });
    testApp.data.remove();
    expect((await owner.get('/owner/keys')).body).toMatchObject({ changeable: false });
  });

  it('are limited to 20 new ones a minute', async () => {
    const statuses = [];
    for (let i = 0; i < 21; i++) statuses.push((await make({ name: `key-${i}` })).status);
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
  });
});
