import { inspect } from 'node:util';
import { cooking, frame, idle, listFrame, stateFrame } from '../../../test/harness/cooker-messages.js';
import { approve, makePlan } from '../../../test/harness/plans.js';
import {
  ACCOUNT,
  AnovaGatewayHarness,
  TOKEN,
  type Received,
} from '../../../test/harness/anova-gateway-harness.js';
import { until } from '../../../test/harness/until.js';
import type { ApprovedCook } from '../../safety/safety.service.js';
import { minutes } from '../../shared/units.js';
import { CommandUnconfirmedError, NoDeviceError } from '../device.errors.js';

describe('A command', () => {
  let account: AnovaGatewayHarness;

  beforeEach(async () => {
    account = await AnovaGatewayHarness.connected();
  });

  afterEach(() => account.end());

  const start = (cookerId = 'cooker-1', cook = approve()) => account.cooker.start(cookerId, cook);
  const only = async (): Promise<Received> => (await account.received(1))[0]!;

  it('to start carries the target in °C and the time in seconds, and resolves when the cloud accepts it', async () => {
    const started = start();
    expect(await only()).toEqual({
      command: 'CMD_APC_START',
      requestId: expect.any(String) as string,
      payload: { cookerId: 'cooker-1', type: 'a7', targetTemperature: 65, unit: 'C', timer: 5400 },
    });
    await account.respond(await only());
    await expect(started).resolves.toBeUndefined();
  });

  it('to stop names the cooker and nothing else', async () => {
    const stopped = account.cooker.stop('cooker-2');
    expect(await only()).toMatchObject({
      command: 'CMD_APC_STOP',
      payload: { cookerId: 'cooker-2', type: 'pro' },
    });
    await account.respond(await only());
    await stopped;
  });

  it('that is acknowledged changes no known state: only a state of the cooker does', async () => {
    const before = account.cooker.account;
    const started = start();
    await account.respond(await only());
    await started;
    expect(account.cooker.account).toBe(before);
    expect(before.cookers.get('cooker-1')?.latest?.reading).toMatchObject({ mode: 'idle', running: false });
    await account.push(stateFrame(cooking({ target: 65 })));
    expect(account.cooker.account.cookers.get('cooker-1')?.latest?.reading).toMatchObject({ running: true });
  });

  it.each([
    ['made by hand', { plan: makePlan(), verdict: {} }],
    ['copied from a real one', { ...approve() }],
    ['missing', null],
  ])('to start is not sent with an approval that is %s', async (_case, forged) => {
    await expect(start('cooker-1', forged as ApprovedCook)).rejects.toThrow(TypeError);
    await account.settle();
    expect(account.cloud.received).toEqual([]);
  });

  it('to start is not sent to another model than the one it was approved for', async () => {
    await expect(start('cooker-2')).rejects.toThrow(/another model/);
    await account.settle();
    expect(account.cloud.received).toEqual([]);
  });

  it('is not sent to a cooker that is not, or no longer, in the account', async () => {
    await expect(start('unlisted')).rejects.toThrow(NoDeviceError);
    await account.push(frame('EVENT_APC_WIFI_REMOVED', { cookerId: 'cooker-1' }));
    await expect(start()).rejects.toThrow(NoDeviceError);
    await account.push(listFrame(ACCOUNT[0]!));
    await expect(account.cooker.stop('cooker-2')).rejects.toThrow(NoDeviceError);
    expect(account.cloud.received).toEqual([]);
  });

  it('finds its own response among those to others, in any order', async () => {
    const cook = approve(makePlan({ cookerType: 'pro', hold: minutes(120) }));
    const both = Promise.allSettled([start(), start('cooker-2', cook)]);
    const [first, second] = await account.received(2);
    await account.respond(second!, { status: 'error', error: 'no water' });
    await account.respond(first!);
    expect(await both).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'COMMAND_REJECTED' } },
    ]);
  });

  it('is refused in our words; the words of the cloud are logged without the token', async () => {
    const failed = start().catch((reason: unknown) => reason);
    await account.respond(await only(), { status: 'error', error: `bad token ${TOKEN}\nsecond line` });
    const error = await failed;
    expect(error).toMatchObject({ code: 'COMMAND_REJECTED' });
    expect(inspect(error, { depth: 9 })).not.toMatch(/bad token|eyJ0/);
    expect(account.log.at('warn')).toEqual([expect.stringContaining('bad token anova-*** second line')]);
  });

  it('is refused by an error that names no command, while it is the only one', async () => {
    const failed = start().catch((reason: unknown) => reason);
    await only();
    await account.push(frame('ERROR', { errorMessage: 'invalid payload' }));
    expect(await failed).toMatchObject({ code: 'COMMAND_REJECTED' });
    await account.push(frame('ERROR', { errorMessage: 'slow down' }));
    await account.push(frame('ERROR', { errorMessage: 'slow down' }));
    expect(account.log.at('warn')).toEqual([
      expect.stringContaining('invalid payload'),
      expect.stringContaining('an error: slow down'),
    ]);
  });

  it.each([
    ['start', 9_000, () => start()],
    ['stop', 4_000, () => account.cooker.stop('cooker-1')],
  ])(
    'to %s is unconfirmed after %d ms without a response, and is not sent again',
    async (name, wait, send) => {
      const sent = send();
      const request = await only();
      let settled = false;
      sent.catch(() => (settled = true));
      account.clock.advance(wait - 1);
      await account.settle();
      expect(settled).toBe(false);
      account.clock.advance(1);
      await expect(sent).rejects.toThrow(CommandUnconfirmedError);
      await expect(sent).rejects.toThrow(`the ${name} command`);
      await account.respond(request);
      expect(account.cloud.received).toHaveLength(1);
      expect(account.cooker.account.cookers.get('cooker-1')?.latest?.reading.running).toBe(false);
    },
  );

  it('is unconfirmed at once when the connection is lost, and is not repeated on the next one', async () => {
    const started = start();
    await only();
    account.cloud.connection.terminate();
    await expect(started).rejects.toMatchObject({
      code: 'COMMAND_UNCONFIRMED',
      details: { outcome: 'unknown' },
    });
    account.clock.advance(500);
    await until(() => account.cooker.account.link, 'connected');
    await account.settle();
    expect(account.cloud.received).toHaveLength(1);
  });

  it('accepts one response: a second one, and one to no request, are ignored', async () => {
    const started = start();
    const request = await only();
    await account.respond(request);
    await started;
    const said = account.log.lines.length;
    await account.respond(request, { status: 'error', error: 'second thoughts' });
    await account.respond({ requestId: 'unsent' });
    expect(account.log.lines).toHaveLength(said);
  });

  it('is not sent without a connection', async () => {
    account.cloud.connection.terminate();
    await until(() => account.cooker.account.link, 'down');
    await expect(start()).rejects.toMatchObject({ code: 'CLOUD_UNAVAILABLE' });
    await expect(account.cooker.stop('cooker-1')).rejects.toMatchObject({ code: 'CLOUD_UNAVAILABLE' });
  });
});

describe('The cookers of the account', () => {
  let account: AnovaGatewayHarness;

  beforeEach(async () => {
    account = await AnovaGatewayHarness.connected();
  });

  afterEach(() => account.end());

  it('are reported as they are listed and send their states', () => {
    expect(account.heard).toEqual(['connected', '2 listed', 'reading of cooker-1', 'reading of cooker-2']);
    expect([...account.cooker.account.cookers.values()]).toMatchObject([
      { id: 'cooker-1', name: 'Kitchen', type: 'a7', supported: true },
      { id: 'cooker-2', name: 'Cellar', type: 'pro', supported: true },
    ]);
  });

  it('come and go', async () => {
    await account.push(
      frame('EVENT_APC_WIFI_ADDED', { cookerId: 'cooker-3', type: 'a3' }),
      frame('EVENT_APC_WIFI_REMOVED', { cookerId: 'cooker-1' }),
    );
    expect(account.heard.slice(-2)).toEqual(['3 listed', '2 listed']);
    expect([...account.cooker.account.cookers.keys()]).toEqual(['cooker-2', 'cooker-3']);
    expect(account.cooker.account.cookers.get('cooker-3')).toMatchObject({ supported: false });
  });

  it('do not include one that only pushes states, nor ovens', async () => {
    const told = account.heard.length;
    await account.push(
      stateFrame(cooking(), 'a neighbour'),
      frame('EVENT_APO_WIFI_LIST', [{ cookerId: 'oven', type: 'oven_v2' }]),
      frame('EVENT_APO_STATE', { cookerId: 'cooker-1', type: 'oven_v2', state: idle() }),
    );
    expect(account.heard).toHaveLength(told);
    expect(account.cooker.account.cookers.size).toBe(2);
    expect(account.log.at('warn')).toEqual([]);
  });

  it('are not affected by closing the connection: a running cook continues', async () => {
    await account.push(stateFrame(cooking()));
    const closed = new Promise((resolve) => account.cloud.connection.once('close', resolve));
    account.cooker.onApplicationShutdown();
    expect(await closed).toBe(1000);
    expect([account.cloud.received, account.heard.at(-1)]).toEqual([[], 'down']);
  });
});
