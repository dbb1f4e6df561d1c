import { DrivenClock } from '../../test/harness/driven-clock.js';
import { RawClient } from '../../test/harness/raw-client.js';
import { RunningCloud } from '../../test/harness/running-cloud.js';
import type { AnovaCloudOptions } from './anova-cloud.js';
import { AnovaCloud } from './anova-cloud.js';

describe('the admission of a simulated cloud', () => {
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

  it('refuses a wrong token with 401 at the upgrade', async () => {
    const { cloud, connect } = await startCloud();
    await expect(connect({ token: 'anova-wrong' })).rejects.toThrow('401');
    expect([cloud.admission.attempts, cloud.admission.welcomed, cloud.connections.count]).toEqual([1, 0, 0]);
  });

  it('can accept a wrong token and close at once', async () => {
    const { connect } = await startCloud({ wrongToken: 'close' });
    const client = await connect({ token: 'anova-wrong' });
    expect(await client.closed).toBe(1005);
    expect(client.messages).toEqual([]);
  });

  it('wants token, accessories and the path /', async () => {
    const { cloud } = await startCloud();
    await expect(RawClient.open(`${cloud.url}/?supportedAccessories=APC`)).rejects.toThrow('401');
    await expect(RawClient.open(`${cloud.url}/?token=anova-test`)).rejects.toThrow('400');
    await expect(RawClient.open(`${cloud.url}/?token=anova-test&supportedAccessories=`)).rejects.toThrow(
      '400',
    );
    await expect(RawClient.open(`${cloud.url}/v2?token=anova-test&supportedAccessories=APC`)).rejects.toThrow(
      '404',
    );
  });

  it('only upgrades', async () => {
    const { cloud } = await startCloud();
    const response = await fetch(cloud.url.replace('ws:', 'http:'));
    expect(response.status).toBe(426);
  });

  it('writes down the last upgrade', async () => {
    const { cloud, connect } = await startCloud();
    expect(cloud.admission.lastUpgrade).toBeUndefined();
    await connect({ accessories: 'APC,APO' });
    const { path, query, headers } = cloud.admission.lastUpgrade!;
    expect([path, query.get('token'), query.get('supportedAccessories')]).toEqual([
      '/',
      'anova-test',
      'APC,APO',
    ]);
    expect(headers.upgrade).toBe('websocket');
  });

  it('can refuse the right token from now on, and take it again', async () => {
    const { cloud, connect } = await startCloud();
    const early = await connect();
    cloud.admission.refuseTokens();
    await expect(connect()).rejects.toThrow('401');
    cloud.admission.refuseTokens('close');
    expect(await (await connect()).closed).toBe(1005);
    cloud.admission.acceptTokens();
    await connect();
    await early.settle();
  });

  it('can respond to every upgrade with a chosen status', async () => {
    const { cloud, connect } = await startCloud();
    cloud.admission.refuseUpgrades();
    await expect(connect()).rejects.toThrow('503');
    cloud.admission.refuseUpgrades(429);
    await expect(connect()).rejects.toThrow('429');
    cloud.admission.welcomeArrivals();
    await connect();
  });

  it('can close or cut off everyone who comes in', async () => {
    const { cloud, connect } = await startCloud();
    cloud.admission.closeArrivals();
    expect(await (await connect()).closed).toBe(1005);
    cloud.admission.dropArrivals();
    expect(await (await connect()).closed).toBe(1006);
  });

  it('can go away and come back on the same port', async () => {
    const { cloud, connect } = await startCloud();
    const { url } = cloud;
    const client = await connect();
    await cloud.goAway();
    expect(await client.closed).toBe(1006);
    await expect(connect()).rejects.toThrow('ECONNREFUSED');
    await cloud.comeBack();
    expect(cloud.url).toBe(url);
    await connect();
  });

  it('says that a port is taken', async () => {
    const { cloud } = await startCloud();
    const second = new AnovaCloud({
      clock: new DrivenClock(),
      token: 'x',
      port: Number(new URL(cloud.url).port),
    });
    await expect(second.listen()).rejects.toThrow('EADDRINUSE');
  });

  it('leaves nothing planned behind when closed, and may be closed twice', async () => {
    const { clock, cloud } = await startCloud();
    await cloud.close();
    await cloud.close();
    expect(clock.pending).toBe(0);
  });
});
