import { Test } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import type { ModuleMetadata } from '@nestjs/common';
import { AppModule } from '../../src/app.module.js';
import { ClockTrust } from '../../src/approvals/clock-trust.js';
import { APP_OPTIONS, configureApp } from '../../src/app.setup.js';
import { runStartupSteps } from '../../src/app.steps.js';
import { PASSWORD_COST } from '../../src/auth/owner/password-hash.js';
import { OutsideDocuments, type OutsideNetwork } from '../../src/auth/oauth/outside-documents.js';
import { Environment } from '../../src/config/environment.js';
import type { SettingName } from '../../src/config/settings.js';
import { CookerGateway } from '../../src/device/cooker-gateway.js';
import { isAuthenticated } from '../../src/auth/access.guards.js';
import { CoddleExpressAdapter } from '../../src/http/coddle-express-adapter.js';
import type { FoodCatalogue } from '../../src/safety/foods/food-catalogue.js';
import { READ_FOODS } from '../../src/safety/safety.service.js';
import { Clock } from '../../src/shared/clock.js';
import { EventBus } from '../../src/shared/event-bus.js';
import { TimeSpeed } from '../../src/shared/time-speed.js';
import { AnovaCloud, type AnovaCloudOptions } from '../../src/simulator/anova-cloud.js';
import type { SimulatedCooker } from '../../src/simulator/cooker.js';
import { Api } from './api.js';
import { CHEAP_PASSWORD } from './cheap-password.js';
import { DataFolder } from './data-folder.js';
import { DrivenClock } from './driven-clock.js';
import { LateEventBus } from './late-event-bus.js';
import { RecordingLogger } from './recording-logger.js';
import { readFoodsOnce } from './safety.js';
import { until } from './until.js';

/** The secrets of every application that a test starts. */
export const TOKEN = 'anova-eyJ0-a.test.token';
export const API_KEY = 'sk-anova-0123456789abcdef0123456789abcdef';

/** What a test may set. */
export interface TestAppOptions {
  readonly environment?: Partial<Pick<Environment, SettingName>>;
  /** The account; default one idle a7. */
  readonly cookers?: AnovaCloudOptions['cookers'];
  readonly cloud?: Partial<AnovaCloudOptions>;
  /** Waits until the cookers are listed and each has sent a state; default true. */
  readonly connected?: boolean;
  /** Modules that only this test adds. */
  readonly imports?: ModuleMetadata['imports'];
  /** Whether the operating system knows that the clock is right; default yes. */
  readonly isSynchronised?: () => boolean;
  /** Seed of an event bus that delivers late and out of order; by default `LATE_EVENTS` of the environment decides. */
  readonly lateEvents?: number;
  /** The network in which clients publish their documents; default that of this machine. */
  readonly outside?: OutsideNetwork;
  /** Reads the food data; default that of the release. */
  readonly readFoods?: () => FoodCatalogue;
  /** Whether hashing a password costs as much as it does for the owner, half a second; default no. */
  readonly strongPassword?: boolean;
  /** Simulated seconds per second, as the demo has them; default none. */
  readonly simulatedSpeed?: number;
  /** Further settings of the application, made before it listens. */
  readonly setUp?: (app: NestExpressApplication) => unknown;
  /** An application that was left: its cloud, clock and data are taken over. */
  readonly after?: Pick<TestApp, 'clock' | 'cloud' | 'data'>;
}

/** The shipped application, with a simulated cloud and a clock that the test drives. */
export interface TestApp {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly api: Api;
  readonly cloud: AnovaCloud;
  /** The account's first cooker. @throws SimulatorOptionError when it has none */
  readonly cooker: SimulatedCooker;
  readonly clock: DrivenClock;
  /** Everything logged, including verbose entries, each as one text. */
  readonly logs: readonly string[];
  readonly data: DataFolder;
  /** Ends the server as a signal would, and leaves everything else to the next one. */
  leave(): Promise<void>;
  /** The same as a crash would: what it had not written is lost. */
  crash(): Promise<TestApp>;
  close(): Promise<void>;
}

/** Starts the application at a free port. The caller closes it. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { clock, cloud, data } = options.after ?? (await surroundings(options));
  const environment = makeEnvironment(cloud, data, options);
  const logger = new RecordingLogger(environment);
  const app = await open(environment, clock, logger, options);
  if (options.connected ?? true) await connected(app, cloud);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const testApp: TestApp = {
    app,
    url,
    api: new Api(url, API_KEY),
    cloud,
    get cooker() {
      return cloud.cooker;
    },
    clock,
    logs: logger.lines,
    data,
    leave: () => leave(app),
    crash: async () => {
      const found = data.copy();
      await app.close();
      return startTestApp({ ...options, after: { ...testApp, data: found } });
    },
    close: async () => {
      await app.close();
      await cloud.close();
      data.remove();
    },
  };
  return testApp;
}

const makeEnvironment = (cloud: AnovaCloud, data: DataFolder, { environment }: TestAppOptions): Environment =>
  new Environment({
    personalAccessToken: TOKEN,
    apiKey: API_KEY,
    anovaWebsocketUrl: cloud.url,
    port: 0,
    dataDir: data.path,
    debug: true,
    ...environment,
  });

const eventBus = (seed = Number(process.env['LATE_EVENTS'] ?? 0)): EventBus =>
  seed > 0 ? new LateEventBus(seed) : new EventBus();

/** What is on its way to observers arrives before the server ends. */
async function leave(app: NestExpressApplication): Promise<void> {
  const events = app.get(EventBus, { strict: false });
  if (events instanceof LateEventBus) await events.settled();
  await app.close();
}

async function surroundings({ cookers = [{}], cloud: cloudOptions }: TestAppOptions) {
  const clock = new DrivenClock();
  const cloud = new AnovaCloud({ clock, token: TOKEN, cookers, ...cloudOptions });
  await cloud.listen();
  return { clock, cloud, data: new DataFolder() };
}

async function open(
  environment: Environment,
  clock: DrivenClock,
  logger: RecordingLogger,
  {
    imports = [],
    isSynchronised = () => true,
    lateEvents,
    outside,
    readFoods = readFoodsOnce,
    simulatedSpeed,
    setUp,
    strongPassword,
  }: TestAppOptions,
): Promise<NestExpressApplication> {
  const builder = Test.createTestingModule({ imports: [AppModule.with(environment), ...imports] })
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(TimeSpeed)
    .useValue(new TimeSpeed(simulatedSpeed ?? null))
    .overrideProvider(ClockTrust)
    .useValue({ isSynchronised: () => Promise.resolve(isSynchronised()) } satisfies ClockTrust)
    .overrideProvider(OutsideDocuments)
    .useValue(new OutsideDocuments(clock, outside))
    .overrideProvider(READ_FOODS)
    .useValue(readFoods)
    .overrideProvider(EventBus)
    .useValue(eventBus(lateEvents))
    .setLogger(logger);
  if (!strongPassword) builder.overrideProvider(PASSWORD_COST).useValue(CHEAP_PASSWORD);
  const module = await builder.compile();
  const adapter = new CoddleExpressAdapter(isAuthenticated, environment.liveMaxClients);
  const app = module.createNestApplication<NestExpressApplication>(adapter, APP_OPTIONS);
  app.useLogger(logger);
  configureApp(app);
  setUp?.(app);
  await app.listen(0, '127.0.0.1');
  void runStartupSteps(app);
  return app;
}

/** Whether the connection is open, and every supported cooker has sent a state. */
async function connected(app: NestExpressApplication, cloud: AnovaCloud): Promise<void> {
  const cooker = app.get(CookerGateway, { strict: false });
  await until(() => {
    const { listed, cookers } = cooker.account;
    return (
      listed &&
      cookers.size === cloud.cookers.length &&
      [...cookers.values()].every(({ latest, supported }) => latest || !supported)
    );
  }, true);
}
