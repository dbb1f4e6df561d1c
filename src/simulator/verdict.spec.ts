import { COOKING, OK, RunningCloud, START, startWith, TO } from '../../test/harness/running-cloud.js';
import type { AnovaCloud } from './anova-cloud.js';

describe('a simulated cloud that takes commands', () => {
  let running: RunningCloud;
  let cloud: AnovaCloud;

  beforeEach(async () => {
    running = await RunningCloud.start({ pushIdle: false });
    ({ cloud } = running);
  });

  afterEach(() => running.end());

  it('responds first and then pushes the new state', async () => {
    expect(await startWith(await running.greeted())).toMatchObject([OK, COOKING]);
  });

  it('responds to the sender only, and pushes the state to all', async () => {
    const [asking, watching] = [await running.greeted(), await running.greeted()];
    await startWith(asking);
    await watching.settle();
    const seen = watching.messages.slice(-1);
    expect(seen).toMatchObject([COOKING]);
    expect(watching.messages.some(({ command }) => command === 'RESPONSE')).toBe(false);
  });

  it('starts in Fahrenheit as in Celsius, and without a timer', async () => {
    await startWith(await running.greeted(), { ...TO, targetTemperature: 140, unit: 'F' });
    expect(cloud.cooker.target).toBeCloseTo(60);
    expect(cloud.cooker.snapshot().timer.initial).toBe(0);
  });

  it('stops, also when nothing runs, and changes the displayed unit', async () => {
    const client = await running.greeted();
    await startWith(client);
    client.command('CMD_APC_STOP', TO, 'request-2');
    client.command('CMD_APC_STOP', TO, 'request-3');
    client.command('CMD_APC_SET_TEMPERATURE_UNIT', { ...TO, unit: 'F' }, 'request-4');
    await client.settle();
    const responded = client.messages.filter(({ command }) => command === 'RESPONSE');
    expect(responded.map(({ payload }) => payload)).toEqual(
      Array.from({ length: 4 }, () => ({ status: 'ok' })),
    );
    expect(cloud.cooker.snapshot()).toMatchObject({
      mode: 'idle',
      unit: 'F',
      processed: ['request-1', 'request-2', 'request-3', 'request-4'],
    });
  });

  it('remembers the inner request id where a client sends one', async () => {
    await startWith(await running.greeted(), { ...START, requestId: 'inner' });
    expect(cloud.cooker.snapshot().processed).toEqual(['inner']);
  });

  it.each([
    ['a misspelt time', { ...TO, targetTemperature: 60, unit: 'C', cookTimeSeconds: 60 }],
    ['a missing unit', { ...TO, targetTemperature: 60, timer: 60 }],
    ['a target that is no number', { ...START, targetTemperature: '60' }],
    ['a broken number of seconds', { ...START, timer: 60.5 }],
    ['a timer too long', { ...START, timer: 359_941 }],
    ['the type of another cooker', { ...START, type: 'APC' }],
  ])('acknowledges %s and ignores it', async (_what, payload) => {
    expect(await startWith(await running.greeted(), payload)).toEqual([OK]);
    expect(cloud.cooker.mode).toBe('idle');
  });

  it('acknowledges a unit that does not exist and ignores it', async () => {
    const client = await running.greeted();
    client.command('CMD_APC_SET_TEMPERATURE_UNIT', { ...TO, unit: 'K' }, 'request-1');
    await client.settle();
    expect(cloud.cooker.snapshot().unit).toBe('C');
  });

  it.each([
    ['CMD_APC_SET_TARGET_TEMP', 'unauthorized'],
    ['CMD_APC_SET_TIMER', 'unauthorized'],
    ['CMD_APC_DISCONNECT', 'unauthorized'],
    ['CMD_APC_DANCE', 'Unknown command type'],
  ])('refuses %s', async (command, words) => {
    const client = await running.greeted();
    client.command(command, TO, 'request-1');
    expect(await client.nextOf('RESPONSE')).toMatchObject({
      requestId: 'request-1',
      payload: { status: 'error', error: words },
    });
  });

  it('refuses a command to a cooker that is not listed', async () => {
    const responses = await startWith(await running.greeted(), {
      ...START,
      cookerId: 'NobodysCooker000000001',
    });
    expect(responses).toMatchObject([{ payload: { status: 'error', error: 'failed to process command' } }]);
  });

  it('refuses a start that says nothing but the cooker while that one cooks, and only then', async () => {
    const client = await running.greeted();
    expect(await startWith(client, TO)).toEqual([OK]);
    await startWith(client);
    expect(await startWith(client, TO)).toMatchObject([
      { payload: { status: 'error', error: 'invalid command' } },
    ]);
    expect(cloud.cooker.target).toBe(60);
  });

  it('acknowledges a command to a cooker that is unplugged, which does not hear it', async () => {
    const client = await running.greeted();
    cloud.cooker.unplug();
    expect(await startWith(client)).toEqual([OK]);
    expect(cloud.cooker.mode).toBe('idle');
  });

  it.each([['{'], ['[]'], ['null'], ['{"command":7}'], ['"text"']])(
    'complains of the frame %s',
    async (frame) => {
      const client = await running.greeted();
      client.socket.send(frame);
      expect(await client.nextOf('ERROR')).toMatchObject({
        payload: { errorMessage: expect.any(String) as string },
      });
    },
  );

  it('writes everything down that it received', async () => {
    const client = await running.greeted();
    await startWith(client);
    client.socket.send('no json');
    await client.settle();
    expect(cloud.received).toEqual([
      {
        command: 'CMD_APC_START',
        requestId: 'request-1',
        payload: START,
        raw: JSON.stringify({ command: 'CMD_APC_START', requestId: 'request-1', payload: START }),
      },
      { command: '', requestId: undefined, payload: {}, raw: 'no json' },
    ]);
    cloud.forgetReceived();
    expect(cloud.received).toEqual([]);
  });
});

describe("a simulated cloud that was let in with an app's sign-in", () => {
  let running: RunningCloud;
  let cloud: AnovaCloud;

  beforeEach(async () => {
    running = await RunningCloud.start({ pushIdle: false, signIn: 'app' });
    ({ cloud } = running);
  });

  afterEach(() => running.end());

  async function send(command: string, payload: object) {
    const client = await running.greeted();
    client.command(command, { ...TO, ...payload }, 'request-1');
    await client.settle();
    return client.messages.filter((heard) => heard.command === 'RESPONSE');
  }

  it('changes the target and the timer of a cook that runs', async () => {
    cloud.cooker.startFromApp(60, 30);
    expect(await send('CMD_APC_SET_TARGET_TEMP', { targetTemperature: 131, unit: 'F' })).toEqual([OK]);
    expect(await send('CMD_APC_SET_TIMER', { timer: 600 })).toEqual([OK]);
    expect(cloud.cooker.target).toBeCloseTo(55);
    expect(cloud.cooker.snapshot().timer.initial).toBe(600);
  });

  it.each([
    ['CMD_APC_SET_TARGET_TEMP', { targetTemperature: 70, unit: 'C' }],
    ['CMD_APC_SET_TARGET_TEMP', { targetTemperature: '70', unit: 'C' }],
    ['CMD_APC_SET_TARGET_TEMP', { temperature: 70, unit: 'C' }],
    ['CMD_APC_SET_TIMER', { timer: 'long' }],
    ['CMD_APC_OTA', {}],
    ['CMD_NAME_WIFI_DEVICE', { name: 7 }],
  ])('acknowledges %s with %j on an idle cooker, and changes no target', async (command, payload) => {
    expect(await send(command, payload)).toEqual([OK]);
    expect(cloud.cooker).toMatchObject({ target: 60, mode: 'idle' });
  });

  it('monitors an ice bath and gives names', async () => {
    expect(await send('CMD_APC_START_ICEBATH_MONITORING', {})).toEqual([OK]);
    expect(cloud.cooker.snapshot().cook).toMatchObject({ kind: 'ice-bath' });
    await send('CMD_NAME_WIFI_DEVICE', { name: 'Yard' });
    expect(cloud.cooker.identity.name).toBe('Yard');
  });

  it('still knows no command that there is not', async () => {
    expect(await send('CMD_APC_DANCE', {})).toMatchObject([{ payload: { error: 'Unknown command type' } }]);
  });
});
