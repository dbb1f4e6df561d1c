import { START, RunningCloud } from '../../test/harness/running-cloud.js';
import type { AnovaCloudOptions } from './anova-cloud.js';

const MINUTE = 60_000;

describe('AnovaCloud', () => {
  const running: RunningCloud[] = [];
  afterEach(async () => {
    for (const started of running.splice(0)) await started.end();
  });

  async function startCloud(options: Partial<AnovaCloudOptions> = {}) {
    const started = await RunningCloud.start(options);
    running.push(started);
    const { clock, cloud } = started;
    return { clock, cloud, connect: (query = {}) => started.connect(query) };
  }

  describe('on connecting', () => {
    it('says list, user, versions, and then one state for each cooker', async () => {
      const { connect } = await startCloud({
        cookers: [{ name: 'Kitchen' }, { type: 'pro', firmwareUpdate: '09.00.00' }],
      });
      const client = await connect();
      await client.settle();
      expect(client.messages.map(({ command }) => command)).toEqual([
        'EVENT_APC_WIFI_LIST',
        'EVENT_USER_STATE',
        'EVENT_APC_WIFI_VERSION',
        'EVENT_APC_STATE',
        'EVENT_APC_STATE',
      ]);
      expect(client.messages[0]!.payload).toEqual([
        {
          cookerId: 'SimulatedCooker0000001',
          type: 'a7',
          name: 'Kitchen',
          pairedAt: '2025-01-15T18:20:30.125Z',
        },
        expect.objectContaining({ cookerId: 'SimulatedCooker0000002', type: 'pro' }),
      ]);
      expect(client.messages[2]!.payload).toMatchObject([{ ota: null }, { ota: { version: '09.00.00' } }]);
    });

    it('lists no cooker on an empty account', async () => {
      const { cloud, connect } = await startCloud({ cookers: [] });
      const client = await connect();
      expect((await client.nextOf('EVENT_APC_WIFI_LIST')).payload).toEqual([]);
      expect(() => cloud.cooker).toThrow('no cooker');
    });

    it('lists ovens only to clients that ask for them', async () => {
      const { connect } = await startCloud({ ovens: [{ type: 'oven_v2' }] });
      const cookersOnly = await connect();
      const ovensOnly = await connect({ accessories: 'APO' });
      await cookersOnly.settle();
      await ovensOnly.settle();
      expect(cookersOnly.messages.some(({ command }) => command.startsWith('EVENT_APO'))).toBe(false);
      expect(ovensOnly.messages.map(({ command }) => command)).toEqual([
        'EVENT_APO_WIFI_LIST',
        'EVENT_APO_STATE',
      ]);
    });

    it('can list ovens unasked, and lists none where there are none', async () => {
      const rude = await (await startCloud({ ovens: [{}], ovensUnasked: true })).connect();
      expect((await rude.nextOf('EVENT_APO_STATE')).payload).toMatchObject({ type: 'oven_v1' });
      const bare = await (await startCloud()).connect({ accessories: 'APC,APO' });
      await bare.settle();
      expect(bare.messages.some(({ command }) => command === 'EVENT_APO_WIFI_LIST')).toBe(false);
    });

    it('sends the last state of a cooker long offline', async () => {
      const { cloud, connect } = await startCloud();
      cloud.cooker.goOfflineSince(20 * 60 * MINUTE);
      const client = await connect();
      expect((await client.nextOf('EVENT_APC_STATE')).payload).toMatchObject({
        state: { updatedTimestamp: '2026-02-28T16:00:00Z', systemInfo: { online: false } },
      });
    });

    it('can keep its greeting to itself', async () => {
      const { cloud, connect } = await startCloud();
      cloud.withholdGreeting();
      const client = await connect();
      await client.settle();
      expect(client.messages).toEqual([]);
      cloud.giveGreeting();
      await (await connect()).nextOf('EVENT_APC_WIFI_LIST');
    });
  });

  describe('while connected', () => {
    it('pushes each state every two seconds', async () => {
      const { clock, connect } = await startCloud();
      const client = await connect();
      await client.nextOf('EVENT_APC_STATE');
      clock.advance(1999);
      await client.settle();
      const before = client.messages.length;
      clock.advance(4001);
      await client.settle();
      const states = client.messages.slice(before).map(({ payload }) => payload);
      expect(states).toMatchObject([
        { state: { updatedTimestamp: '2026-03-01T12:00:02Z' } },
        { state: { updatedTimestamp: '2026-03-01T12:00:04Z' } },
        { state: { updatedTimestamp: '2026-03-01T12:00:06Z' } },
      ]);
    });

    it('pushes at the chosen rate and in its own faster time', async () => {
      const { clock, connect } = await startCloud({ pushEvery: 500, speed: 60 });
      const client = await connect();
      await client.nextOf('EVENT_APC_STATE');
      clock.advance(500);
      expect((await client.nextOf('EVENT_APC_STATE')).payload).toMatchObject({
        state: { updatedTimestamp: '2026-03-01T12:00:30Z' },
      });
    });

    it('can be quiet while idle, and still pushes every change', async () => {
      const { clock, cloud, connect } = await startCloud({ pushIdle: false });
      const client = await connect();
      await client.nextOf('EVENT_APC_STATE');
      clock.advance(MINUTE);
      await client.settle();
      const before = client.messages.length;
      cloud.cooker.startAtDevice(60, 60);
      clock.advance(2000);
      await client.settle();
      expect(client.messages).toHaveLength(before + 2);
    });

    it('pushes nothing of a silent cooker until it speaks', async () => {
      const { clock, cloud, connect } = await startCloud();
      const client = await connect();
      await client.nextOf('EVENT_APC_STATE');
      const before = client.messages.length;
      cloud.cooker.fallSilent();
      clock.advance(MINUTE);
      await client.settle();
      expect(client.messages).toHaveLength(before);
      cloud.cooker.speak();
      await client.settle();
      expect(client.messages).toHaveLength(before + 1);
    });

    it('leaps ahead and pushes the new states', async () => {
      const { cloud, connect } = await startCloud({ cookers: [{ water: 60 }] });
      const client = await connect();
      cloud.cooker.startAtDevice(60, 90);
      cloud.skip(90 * MINUTE);
      const done = ({ payload }: { payload: unknown }) => JSON.stringify(payload).includes('"completed"');
      await client.next(done);
    });

    it('announces cookers renamed, added, removed and replaced', async () => {
      const { cloud, connect } = await startCloud();
      const client = await connect();
      await client.nextOf('EVENT_APC_STATE');
      cloud.cooker.rename('Cellar');
      expect((await client.nextOf('EVENT_APC_WIFI_LIST')).payload).toMatchObject([{ name: 'Cellar' }]);
      const added = cloud.pair({ name: 'Second' });
      expect((await client.nextOf('EVENT_APC_WIFI_ADDED')).payload).toMatchObject({ name: 'Second' });
      expect((await client.nextOf('EVENT_APC_STATE')).payload).toMatchObject({ cookerId: added.id });
      cloud.unpair(added);
      expect((await client.nextOf('EVENT_APC_WIFI_REMOVED')).payload).toEqual({ cookerId: added.id });
      cloud.replaceCookers([{ type: 'a6' }]);
      expect((await client.nextOf('EVENT_APC_WIFI_LIST')).payload).toMatchObject([{ type: 'a6' }]);
      expect((await client.nextOf('EVENT_APC_STATE')).payload).toMatchObject({ type: 'a6' });
    });

    it('says nothing more of a cooker that was removed', async () => {
      const { cloud, connect } = await startCloud();
      const client = await connect();
      const { cooker } = cloud;
      cloud.unpair(cooker);
      await client.nextOf('EVENT_APC_WIFI_REMOVED');
      cooker.startAtDevice(60, 60);
      await client.settle();
      expect(client.messages.at(-1)!.command).toBe('EVENT_APC_WIFI_REMOVED');
    });

    it('says what happens, without the token', async () => {
      const said: string[] = [];
      const { cloud, connect } = await startCloud({ report: (sentence) => said.push(sentence) });
      await connect({ token: 'anova-wrong' }).catch(() => undefined);
      const client = await connect();
      client.command('CMD_APC_START', START, 'request-1');
      client.socket.send('{');
      await client.settle();
      await cloud.close();
      expect(said).toEqual([
        'A client was refused with HTTP 401',
        'A client connected',
        'Received CMD_APC_START',
        'Received something unreadable',
        'A client left',
      ]);
    });
  });
});
