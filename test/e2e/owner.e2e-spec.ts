import { existsSync, mkdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { discardedCommand } from '../../src/cli/discarded-command.js';
import { OwnerAtTerminal, type Outcome } from '../harness/owner-at-terminal.js';
import { responseOf, chicken, letPass, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const HOUR = 3600_000;
const refused = (words: RegExp): string => expect.stringMatching(words) as string;

describe('coddle discarded', () => {
  let testApp: TestApp;
  let socket: string;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: 'Kitchen' }] });
    socket = join(testApp.data.path, 'owner.sock');
    await until(() => existsSync(socket), true);
  });
  afterEach(() => testApp.close());

  const breakOff = async (known = {}): Promise<string> => {
    testApp.cooker.setWater(65);
    const { body } = await responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
    await letPass(testApp, 20_000);
    testApp.cooker.unplug();
    await testApp.clock.elapse(5 * HOUR);
    testApp.cooker.setWater(32);
    testApp.cooker.plugIn();
    await letPass(testApp, 10_000);
    await untilStatus(testApp, { state: 'idle' });
    return String(body['cook_id']);
  };
  const start = () => responseOf(testApp, testApp.api.post('/start-cook', chicken()));
  const discarded = (id: string, typed: string, isInteractive = true): Promise<Outcome> =>
    new OwnerAtTerminal(testApp.data.path).run(discardedCommand, [id], isInteractive ? [typed] : undefined);
  const send = (line: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = '';
      const client = connect(socket, () => client.write(line));
      client.on('data', (data) => (text += data.toString()));
      client.once('close', () => resolve(text)).once('error', reject);
    });

  it('removes the history of the food once a person has confirmed', async () => {
    const id = await breakOff();
    expect(await start()).toMatchObject({ status: 409, body: { error: 'FOOD_MUST_BE_DISCARDED' } });
    expect(await discarded(id, ' Chicken ')).toEqual({
      refusal: undefined,
      out: expect.stringMatching(
        /^ {2}Started at: +2026-[^]*Food: +“chicken”, judged as poultry\n +Water: +65 °C\n[^]*Verdict then: +Safe: the food will be pasteurised\.\nConfirmed\. The next food on Kitchen begins anew\.\n$/,
      ) as string,
      asked: [
        expect.stringMatching(
          /^The food “chicken” on Kitchen was .* for about 3\d\d minutes\.\n.*type: chicken/,
        ) as string,
      ],
      unseen: [],
    });
    expect((await start()).status).toBe(200);
  }, 30_000);

  it.each(['yes', '', 'no', 'thrown'])(
    'changes nothing when %j is typed',
    async (typed) => {
      const id = await breakOff();
      expect(await discarded(id, typed)).toMatchObject({ refusal: refused(/^Nothing was confirmed/) });
      expect((await start()).status).toBe(409);
    },
    30_000,
  );

  it('refuses to run without a terminal and asks nothing', async () => {
    const id = await breakOff();
    expect(await discarded(id, 'thrown away', false)).toMatchObject({
      refusal: refused(/^Only a person at a terminal/),
      asked: [],
    });
    expect((await start()).status).toBe(409);
  }, 30_000);

  it('says that there is nothing to confirm, and that a cook is on', async () => {
    expect(await discarded('nothing', 'thrown away')).toMatchObject({
      refusal: 'There is no cook with this id. No cook has left food that must be confirmed as thrown away.',
    });
    testApp.cooker.setWater(65);
    const { body } = await start();
    expect(await discarded(String(body['cook_id']), 'thrown away')).toMatchObject({
      refusal: refused(/^A cook is on/),
    });
    await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(await discarded(String(body['cook_id']), 'thrown away')).toMatchObject({
      refusal: refused(/^This cook left no food/),
    });
  });

  it('suggests the ids to type when another one is typed', async () => {
    testApp.cooker.setWater(65);
    const { body } = await start();
    await responseOf(testApp, testApp.api.post('/stop-cook'));
    const id = await breakOff({ request_id: 'the second' });
    const left = `These can be confirmed: the food "chicken" on Kitchen, with coddle discarded ${id}.`;
    expect(await discarded('nothing', 'thrown away')).toMatchObject({
      refusal: `There is no cook with this id. ${left}`,
    });
    expect(await discarded(String(body['cook_id']), 'thrown away')).toMatchObject({
      refusal: `This cook left no food that must be confirmed as thrown away. ${left}`,
    });
  }, 30_000);

  it('says that the server is not running', async () => {
    const folder = join(testApp.data.path, 'empty');
    mkdirSync(folder);
    expect(await new OwnerAtTerminal(folder).run(discardedCommand, ['a'], [''])).toMatchObject({
      refusal: refused(/^The server is not running/),
    });
  });

  it('has a socket for the owner alone, which is removed at shutdown', async () => {
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    await testApp.leave();
    expect(existsSync(socket)).toBe(false);
    testApp = await startTestApp({ after: testApp });
    await until(() => existsSync(socket), true);
  });

  it.each(['\n', '{}\n', 'GET / HTTP/1.1\n', '{"command":"start","arguments":{}}\n', 'x'.repeat(5000)])(
    'responds to %.40j with a sentence',
    async (line) => {
      expect(JSON.parse(await send(line))).toMatchObject({
        ok: false,
        message: expect.any(String) as string,
      });
    },
  );

  it('cannot be reached over HTTP', async () => {
    for (const path of ['/discarded', '/cooks/a/discarded', '/owner/discarded'])
      expect((await testApp.api.post(path, {})).status).toBe(404);
  });
});
