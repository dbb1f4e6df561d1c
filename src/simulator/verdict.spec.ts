import { COOKING, OK, RunningCloud, START, startWith, TO } from '../../test/support/running-cloud.js';
import type { AnovaCloud } from './anova-cloud.js';

describe('a simulated cloud that takes commands', () => {
  let running: RunningCloud;
  let cloud: AnovaCloud;

  beforeEach(async () => {
    running = await RunningCloud.start({ pushIdle: false });
    ({ cloud } = running);
  });

  afterEach(() => running.end());

  it('answers first and pushes the new state then', async () => {
    expect(await startWith(await running.greeted())).toMatchObject([OK, COOKING]);
  });

  it('answers only the one who asked, and shows the state to all', async () => {
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
    const answered = client.messages.filter(({ command }) => command === 'RESPONSE');
    expect(answered.map(({ payload }) => payload)).toEqual(
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
    ['CMD_APC_SET_TARGET_TEMP', 'not available with a personal access token'],
    ['CMD_APC_DISCONNECT', 'not available with a personal access token'],
    ['CMD_APC_DANCE', 'Unknown command'],
  ])('refuses %s', async (command, words) => {
    const client = await running.greeted();
    client.command(command, TO, 'request-1');
    expect(await client.nextOf('RESPONSE')).toMatchObject({
      requestId: 'request-1',
      payload: { status: 'error', error: expect.stringContaining(words) as string },
    });
  });

  it('refuses a command to a cooker that is not listed', async () => {
    const answers = await startWith(await running.greeted(), {
      ...START,
      cookerId: 'NobodysCooker000000001',
    });
    expect(answers).toMatchObject([{ payload: { status: 'error' } }]);
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
