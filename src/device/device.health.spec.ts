import { Test, type TestingModule } from '@nestjs/testing';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { listFrame } from '../../test/harness/cooker-messages.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { until } from '../../test/harness/until.js';
import { ConfigModule } from '../config/config.module.js';
import { Environment } from '../config/environment.js';
import { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { SharedModule } from '../shared/shared.module.js';
import { AnovaCloud, type AnovaCloudOptions } from '../simulator/anova-cloud.js';
import { CookerGateway } from './cooker-gateway.js';
import { CloudHealth, CookerHealth } from './device.health.js';
import { DeviceModule } from './device.module.js';

const TOKEN = 'anova-eyJ0.health.secret';

describe('The health of the device module', () => {
  let clock: DrivenClock;
  let cloud: AnovaCloud;
  let moduleRef: TestingModule;

  /** The module before any connection is opened. */
  async function create(options: Partial<AnovaCloudOptions> = {}, deviceId?: string): Promise<void> {
    clock = new DrivenClock();
    const log = CaughtLog.take();
    cloud = new AnovaCloud({ clock, token: TOKEN, cookers: [{}], ...options });
    await cloud.listen();
    const environment = new Environment({
      anovaWebsocketUrl: cloud.url,
      personalAccessToken: TOKEN,
      ...(deviceId !== undefined && { deviceId }),
    });
    moduleRef = await Test.createTestingModule({
      imports: [ConfigModule.with(environment), SharedModule, DeviceModule],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .setLogger(log)
      .compile();
  }

  /** The module with an open connection and all that the cloud sends over it. */
  async function connect(options: Partial<AnovaCloudOptions> = {}, deviceId?: string): Promise<void> {
    await create(options, deviceId);
    await moduleRef.init();
    moduleRef.get(CookerGateway).open();
    await moduleRef.get(CookerGateway).ensureConnected(milliseconds(60_000));
  }

  afterEach(async () => {
    await moduleRef.close();
    await cloud.close();
  });

  const cloudHealth = () => moduleRef.get(CloudHealth).check();
  const cookerHealth = () => moduleRef.get(CookerHealth).check();

  describe('reports of the connection to the cloud', () => {
    it('that it is being opened', async () => {
      await create();
      expect(cloudHealth()).toMatchObject({
        cloud: { status: 'down', reason: expect.stringContaining('for the first time') as string },
      });
    });

    it('that the cookers are not known yet', async () => {
      await create();
      cloud.withholdGreeting();
      await moduleRef.init();
      moduleRef.get(CookerGateway).open();
      await until(() => moduleRef.get(CookerGateway).account.link, 'connected');
      expect(cloudHealth()).toEqual({
        cloud: { status: 'down', reason: 'The cookers have not been listed yet' },
      });
    });

    it('that it is open', async () => {
      await connect();
      expect(cloudHealth()).toEqual({ cloud: { status: 'up' } });
    });

    it('that it is lost', async () => {
      await connect();
      await cloud.goAway();
      await until(() => moduleRef.get(CookerGateway).account.link, 'down');
      expect(cloudHealth()).toMatchObject({ cloud: { status: 'down', code: 'CLOUD_UNAVAILABLE' } });
    });

    it('that the token is refused, without showing it', async () => {
      await create({ token: 'anova-another' });
      await moduleRef.init();
      moduleRef.get(CookerGateway).open();
      await until(() => moduleRef.get(CookerGateway).account.link, 'token-rejected');
      expect(cloudHealth()).toMatchObject({ cloud: { status: 'down', code: 'ANOVA_TOKEN_REJECTED' } });
      expect(JSON.stringify(cloudHealth())).not.toContain('eyJ0');
    });
  });

  describe('reports of the cooker', () => {
    it('that it is online, and the age of its reading, to a tenth of a second', async () => {
      await connect({ pushIdle: false });
      clock.advance(1_234);
      expect(cookerHealth()).toEqual({ cooker: { status: 'up', reading_age_seconds: 1.2 } });
    });

    it('that it counts as present, of unknown age, before its first state', async () => {
      await create();
      cloud.withholdGreeting();
      await moduleRef.init();
      moduleRef.get(CookerGateway).open();
      await until(() => moduleRef.get(CookerGateway).account.link, 'connected');
      cloud.connections.send(listFrame({ cookerId: 'one', type: 'a7' }));
      await until(() => moduleRef.get(CookerGateway).account.listed, true);
      expect(cookerHealth()).toEqual({ cooker: { status: 'up', reading_age_seconds: null } });
    });

    it('that none is known', async () => {
      await connect({ cookers: [] });
      expect(cookerHealth()).toEqual({
        cooker: {
          status: 'down',
          reason: 'No cooker is known that can be started',
          reading_age_seconds: null,
        },
      });
    });

    it('that none can be started when all are of unsupported types', async () => {
      await connect({ cookers: [{ type: 'a3' }, { type: 'z9' }] });
      expect(cookerHealth()).toMatchObject({
        cooker: { status: 'down', reason: 'No cooker is known that can be started' },
      });
    });

    it('that it is offline when the cloud says so, with the age of what is known', async () => {
      await connect();
      cloud.cooker.goOffline();
      await until(() => cookerHealth().cooker.status, 'down');
      expect(cookerHealth()).toMatchObject({
        cooker: { reason: 'The cooker is offline', reading_age_seconds: expect.any(Number) as number },
      });
    });

    it('that it is offline without a connection', async () => {
      await connect();
      await cloud.goAway();
      await until(() => cookerHealth().cooker.status, 'down');
      expect(cookerHealth()).toMatchObject({ cooker: { reason: 'The cooker is offline' } });
    });

    it('that it reports a fault', async () => {
      await connect();
      cloud.cooker.raiseFault('waterLeak');
      await until(() => cookerHealth().cooker.status, 'down');
      expect(cookerHealth()).toMatchObject({ cooker: { reason: 'The cooker reports a fault' } });
    });

    it('that one is available as long as one of several is', async () => {
      await connect({ cookers: [{ id: 'one' }, { id: 'two' }] });
      cloud.cooker.raiseFault('lowWater');
      await until(
        () => moduleRef.get(CookerGateway).account.cookers.get('one')?.latest?.reading.mode,
        'fault',
      );
      expect(cookerHealth()).toMatchObject({ cooker: { status: 'up' } });
    });

    it('the state of the cooker that the settings name, not of others', async () => {
      await connect({ cookers: [{ id: 'one' }, { id: 'two' }] }, 'one');
      cloud.cooker.raiseFault('lowWater');
      await until(() => cookerHealth().cooker.status, 'down');
      await moduleRef.close();
      await cloud.close();
      await connect({ cookers: [{ id: 'one' }] }, 'missing');
      expect(cookerHealth()).toMatchObject({
        cooker: { reason: 'No cooker is known that can be started' },
      });
    });
  });
});
