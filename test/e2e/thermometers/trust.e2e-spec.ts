import { probesCommand } from '../../../src/cli/probes-command.js';
import type { OwnerProbesDto } from '../../../src/owner/api/dto/owner-probe.dto.js';
import type { ThermometersDto } from '../../../src/thermometers/dto/thermometers.dto.js';
import { JournalStore } from '../../../src/storage/journal-store.js';
import { Api } from '../../harness/api.js';
import { responseOf } from '../../harness/journey.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { ownersBrowser } from '../../harness/oauth-client.js';
import { OwnerAtTerminal } from '../../harness/owner-at-terminal.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const PASSWORD = 'four words to remember';
const PROBE = 'smoker-1';

describe('The trust in a pushed probe', () => {
  let testApp: TestApp;
  let keys: KeysFolder;
  let owner: SignedInOwner;
  let garage: Api;
  let shed: Api;
  beforeEach(async () => {
    keys = new KeysFolder();
    const rights = { scopes: ['readings:write'] } as const;
    const [first, second] = [keys.add('garage', rights), keys.add('shed', rights)];
    testApp = await startTestApp({ environment: { configDir: keys.path } });
    owner = await SignedInOwner.at(testApp);
    garage = new Api(testApp.url, first);
    shed = new Api(testApp.url, second);
    await push(garage);
  });
  afterEach(async () => {
    await testApp.close();
    keys.remove();
  });

  const push = (api: Api) => {
    const at = testApp.clock.now().toISOString();
    return responseOf(
      testApp,
      api.post('/readings', { readings: [{ probe_id: PROBE, temperature_celsius: 61.5, at }] }),
    );
  };
  const list = async () => (await owner.get<OwnerProbesDto>('/owner/probes')).body.probes;
  const isTrusted = async () =>
    (await testApp.api.get<ThermometersDto>('/thermometers')).body.thermometers[0]!.probes[0]!.trusted;
  const journal = async () =>
    (await testApp.app.get(JournalStore, { strict: false }).after(0, 100))
      .filter(({ kind }) => kind === 'probe')
      .map(({ stage, content }) => ({ stage, ...(content as object) }));

  it('is given and taken on the page, and is in the journal', async () => {
    expect(await list()).toMatchObject([
      { probe_id: PROBE, temperature_celsius: 61.5, trusted: false, pushed_by: 'garage', claimed_by: null },
    ]);
    expect(await owner.post(`/owner/probes/${PROBE}/trust`, {})).toMatchObject({
      status: 200,
      body: { trusted: true },
    });
    expect(await isTrusted()).toBe(true);
    expect(await owner.post(`/owner/probes/${PROBE}/distrust`, {})).toMatchObject({
      status: 200,
      body: { trusted: false },
    });
    expect(await isTrusted()).toBe(false);
    const entry = { version: 1, probe: PROBE, requestedBy: 'garage', decidedBy: 'owner' };
    expect(await journal()).toEqual([
      { stage: 'trusted', ...entry },
      { stage: 'distrusted', ...entry },
    ]);
  });

  it('outlives a restart and a crash', async () => {
    await owner.post(`/owner/probes/${PROBE}/trust`, {});
    const after = await testApp.crash();
    try {
      const { body } = await after.api.get<ThermometersDto>('/thermometers');
      expect(body.thermometers[0]!.probes[0]).toMatchObject({ probe_id: PROBE, trusted: true });
    } finally {
      await after.close();
    }
  });

  it('is not that of an unknown probe', async () => {
    for (const id of ['unknown', 'thermoworks-a1-1', '%00'])
      expect(await owner.post(`/owner/probes/${id}/trust`, {})).toMatchObject({
        status: 404,
        body: { error: 'PROBE_NOT_FOUND' },
      });
  });

  it('moves a probe to another key only where the owner names it', async () => {
    await owner.post(`/owner/probes/${PROBE}/trust`, {});
    expect(await push(shed)).toMatchObject({ status: 400 });
    expect(await list()).toMatchObject([{ pushed_by: 'garage', claimed_by: 'shed', trusted: true }]);
    const trust = (body: object) => owner.post(`/owner/probes/${PROBE}/trust`, body);
    for (const body of [{}, { pushed_by: 'unknown' }])
      expect(await trust(body)).toMatchObject({ status: 409, body: { error: 'PROBE_CLAIMED' } });
    expect(await trust({ pushed_by: 'shed' })).toMatchObject({
      status: 200,
      body: { pushed_by: 'shed', claimed_by: null, trusted: true },
    });
    expect(await push(shed)).toMatchObject({ status: 200 });
    expect(await push(garage)).toMatchObject({ status: 400 });
  });

  it('does not pass to a key that is made later under the same name', async () => {
    await owner.post(`/owner/probes/${PROBE}/trust`, {});
    await owner.send('DELETE', '/owner/keys/garage');
    const { body } = await owner.post('/owner/keys', { name: 'garage', scopes: ['readings:write'] });
    const renewed = new Api(testApp.url, String(body['key']));
    expect(await push(renewed)).toMatchObject({ status: 400 });
    expect(await owner.post(`/owner/probes/${PROBE}/trust`, {})).toMatchObject({ status: 200 });
    expect(await push(renewed)).toMatchObject({ status: 200 });
  });

  it('is the owner’s alone: no key may list, trust or distrust', async () => {
    for (const api of [garage, testApp.api]) {
      expect(await api.get('/owner/probes')).toMatchObject({ status: 403 });
      for (const word of ['trust', 'distrust'])
        expect(await api.post(`/owner/probes/${PROBE}/${word}`, {})).toMatchObject({ status: 403 });
    }
    expect(await isTrusted()).toBe(false);
  });

  it('is given at the terminal with the owner’s password, and never by a pipe', async () => {
    await ownersBrowser(testApp);
    const terminal = new OwnerAtTerminal(testApp.data.path);
    const coddle = (words: string, typed?: readonly string[]) =>
      terminal.run(probesCommand, words.split(' '), typed);
    expect((await coddle('list')).out).toMatch(
      /^smoker-1 {2}not trusted, 61\.5 °C \d+ s ago, ok, pushed by the key garage\n$/,
    );
    expect((await coddle(`trust ${PROBE}`)).refusal).toContain('Only a person at a terminal');
    expect((await coddle(`trust ${PROBE}`, ['wrong password here'])).refusal).toBeDefined();
    expect(await isTrusted()).toBe(false);
    expect((await coddle(`trust ${PROBE}`, [PASSWORD])).out).toContain('smoker-1  trusted');
    expect(await isTrusted()).toBe(true);
    await push(shed);
    expect((await coddle(`trust ${PROBE}`, [PASSWORD])).refusal).toContain('--key garage or --key shed');
    expect((await coddle(`trust ${PROBE} --key shed`, [PASSWORD])).out).toContain('by the key shed\n');
    expect((await coddle(`distrust ${PROBE}`, [PASSWORD])).out).toContain('smoker-1  not trusted');
    expect((await coddle('distrust unknown', [PASSWORD])).refusal).toContain('No key has pushed a probe');
  });
});

describe('The trust in a probe that was just read for the first time', () => {
  it('outlives a crash, with its thermometer', async () => {
    const keys = new KeysFolder();
    const garage = keys.add('garage', { scopes: ['readings:write'] });
    const testApp = await startTestApp({ environment: { configDir: keys.path } });
    const owner = await SignedInOwner.at(testApp);
    const reading = { probe_id: PROBE, temperature_celsius: 61.5, at: testApp.clock.now().toISOString() };
    const pushed = new Api(testApp.url, garage).post('/readings', { readings: [reading] });
    // The clock stands still, so that nothing else of the probe is written yet.
    await until(async () => (await owner.post(`/owner/probes/${PROBE}/trust`, {})).status, 200);
    const after = await testApp.crash();
    await pushed.catch(() => undefined);
    const { body } = await after.api.get<ThermometersDto>('/thermometers');
    expect(body.thermometers[0]?.probes[0]).toMatchObject({ probe_id: PROBE, trusted: true });
    await after.close();
    keys.remove();
  });
});
