import type { DrivenClock } from '../../test/harness/driven-clock.js';
import { COOKING, OK, RunningCloud, START, startWith, TO } from '../../test/harness/running-cloud.js';
import type { AnovaCloud } from './anova-cloud.js';
import type { Behaviour } from './behaviours.js';
import {
  acknowledgedOnly,
  actedThenDropped,
  actedThenFrozen,
  actedUponLate,
  respondedLate,
  respondedThenClosed,
  respondedTwice,
  responseLost,
  commandLost,
  droppedUnheard,
  errorSaid,
  obeyed,
  refused,
} from './behaviours.js';

describe('a simulated cloud that behaves badly', () => {
  let running: RunningCloud;
  let cloud: AnovaCloud;
  let clock: DrivenClock;

  beforeEach(async () => {
    running = await RunningCloud.start({ pushIdle: false });
    ({ cloud, clock } = running);
  });

  afterEach(() => running.end());

  it('loses the response but not the effect', async () => {
    cloud.nextCommand(responseLost);
    expect(await startWith(await running.greeted())).toMatchObject([COOKING]);
  });

  it('loses the whole command', async () => {
    cloud.nextCommand(commandLost);
    expect(await startWith(await running.greeted())).toEqual([]);
    expect(cloud.cooker.mode).toBe('idle');
  });

  it('responds late', async () => {
    const client = await running.greeted();
    cloud.nextCommand(respondedLate(5000));
    expect(await startWith(client)).toMatchObject([COOKING]);
    clock.advance(5000);
    await client.nextOf('RESPONSE');
  });

  it('responds twice', async () => {
    const client = await running.greeted();
    cloud.nextCommand(respondedTwice());
    expect(await startWith(client)).toMatchObject([OK, OK, COOKING]);
  });

  it('acknowledges and does nothing', async () => {
    cloud.nextCommand(acknowledgedOnly);
    expect(await startWith(await running.greeted())).toEqual([OK]);
    expect(cloud.cooker.mode).toBe('idle');
  });

  it('acts later than it responds', async () => {
    const client = await running.greeted();
    cloud.nextCommand(actedUponLate(3000));
    expect(await startWith(client)).toEqual([OK]);
    clock.advance(3000);
    expect(await client.nextOf('EVENT_APC_STATE')).toMatchObject(COOKING);
  });

  it.each<[string, Behaviour, object]>([
    ['refuses', refused('No'), { ...OK, payload: { status: 'error', error: 'No' } }],
    ['complains without an id', errorSaid('Bad'), { command: 'ERROR', payload: { errorMessage: 'Bad' } }],
  ])('%s and does nothing', async (_what, behaviour, response) => {
    cloud.nextCommand(behaviour);
    expect(await startWith(await running.greeted())).toEqual([response]);
    expect(cloud.cooker.mode).toBe('idle');
  });

  it.each<[string, Behaviour, string]>([
    ['acts and cuts the connection before the response', actedThenDropped, 'cook'],
    ['cuts the line before the cooker hears', droppedUnheard, 'idle'],
  ])('%s', async (_what, behaviour, mode) => {
    const client = await running.greeted();
    const before = client.messages.length;
    cloud.nextCommand(behaviour);
    client.command('CMD_APC_START', START, 'request-1');
    expect(await client.closed).toBe(1006);
    expect(client.messages).toHaveLength(before);
    expect(cloud.cooker.mode).toBe(mode);
  });

  it('acts, responds and then closes the connection without a code, before the new state', async () => {
    const client = await running.greeted();
    const before = client.messages.length;
    cloud.nextCommand(respondedThenClosed);
    client.command('CMD_APC_START', START, 'request-1');
    expect(await client.closed).toBe(1005);
    expect(client.messages.slice(before)).toEqual([OK]);
    expect(cloud.cooker.mode).toBe('cook');
  });

  it('acts and leaves the connection half-open', async () => {
    const [client, other] = [await running.greeted(), await running.greeted()];
    const before = client.messages.length;
    cloud.nextCommand(actedThenFrozen);
    client.command('CMD_APC_START', START, 'request-1');
    expect(await other.nextOf('EVENT_APC_STATE')).toMatchObject(COOKING);
    await other.settle();
    expect(client.messages).toHaveLength(before);
    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });

  it('treats commands in the order of their behaviours, one each', async () => {
    const client = await running.greeted();
    cloud.nextCommand(commandLost);
    cloud.nextCommand(refused());
    expect(await startWith(client)).toEqual([]);
    expect(await startWith(client)).toMatchObject([{ payload: { status: 'error' } }]);
    expect(await startWith(client)).toMatchObject([OK, COOKING]);
  });

  it('keeps a behaviour for the command it was meant for', async () => {
    const client = await running.greeted();
    cloud.nextCommand(refused(), 'CMD_APC_STOP');
    expect(await startWith(client)).toMatchObject([OK, COOKING]);
    client.command('CMD_APC_STOP', TO, 'request-2');
    const response = await client.next(({ requestId }) => requestId === 'request-2');
    expect(response.payload).toMatchObject({ status: 'error' });
  });

  it('treats every command equally until another behaviour is set', async () => {
    const client = await running.greeted();
    cloud.everyCommand(acknowledgedOnly);
    expect(await startWith(client)).toEqual([OK]);
    expect(await startWith(client)).toEqual([OK]);
    cloud.everyCommand(obeyed);
    expect(await startWith(client)).toMatchObject([OK, COOKING]);
  });

  it('drops late responses and effects when it is closed', async () => {
    const client = await running.greeted();
    cloud.nextCommand(actedUponLate(3000));
    await startWith(client);
    await cloud.close();
    clock.advance(3000);
    expect(cloud.cooker.mode).toBe('idle');
  });
});
