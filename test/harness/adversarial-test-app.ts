import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { APP_OPTIONS, configureApp } from '../../src/app.setup.js';
import { runStartupSteps } from '../../src/app.steps.js';
import type { Principal } from '../../src/auth/principal.js';
import { Environment } from '../../src/config/environment.js';
import type { StartRequest } from '../../src/cooking/start/start-request.js';
import { CookingService } from '../../src/cooking/cooking.service.js';
import { StartCookDto } from '../../src/cooking/dto/start-cook.dto.js';
import { toStartRequest } from '../../src/cooking/start/start-request.js';
import { CookerGateway } from '../../src/device/cooker-gateway.js';
import { isAuthenticated } from '../../src/auth/access.guards.js';
import { CoddleExpressAdapter } from '../../src/http/coddle-express-adapter.js';
import type { ApprovedCook } from '../../src/safety/safety.service.js';
import { Clock } from '../../src/shared/clock.js';
import { CoddleError } from '../../src/shared/errors.js';
import { DataFolder } from './data-folder.js';
import { DrivenClock } from './driven-clock.js';
import { ObedientCooker } from './adversarial-cooker.js';
import { makePrincipal } from './principals.js';
import { API_KEY, TOKEN } from './test-app.js';

const BODY: ArgumentMetadata = { type: 'body', metatype: StartCookDto, data: undefined };

/** Every response comes within so many ms. */
const TIMEOUT = 20_000;
const nextTurn = () => new Promise<void>((resume) => setImmediate(resume));

function refused(error: unknown): false {
  if (error instanceof CoddleError) return false;
  throw error;
}

/** The shipped application up to the cooker's gateway, with every way to ask for a start. */
export class AdversarialTestApp {
  /** Requests so far, in any way. */
  calls = 0;
  private asks = 0;

  private constructor(
    private readonly app: NestExpressApplication,
    private readonly data: DataFolder,
    private readonly pipes: readonly PipeTransform[],
    private readonly cooker: ObedientCooker,
    private readonly clock: DrivenClock,
    private readonly cooking: CookingService,
  ) {}

  static async open(): Promise<AdversarialTestApp> {
    const clock = new DrivenClock();
    const cooker = new ObedientCooker(clock);
    const data = new DataFolder();
    const environment = new Environment({
      personalAccessToken: TOKEN,
      apiKey: API_KEY,
      dataDir: data.path,
    });
    const module = await Test.createTestingModule({ imports: [AppModule.with(environment)] })
      .overrideProvider(Clock)
      .useValue(clock)
      .overrideProvider(CookerGateway)
      .useValue(cooker)
      .compile();
    const app = module.createNestApplication<NestExpressApplication>(
      new CoddleExpressAdapter(isAuthenticated),
      {
        ...APP_OPTIONS,
        logger: false,
      },
    );
    const pipes = jest.spyOn(app, 'useGlobalPipes');
    configureApp(app);
    await app.init();
    await runStartupSteps(app);
    const cooking = app.get(CookingService, { strict: false });
    return new AdversarialTestApp(app, data, pipes.mock.calls.flat(), cooker, clock, cooking);
  }

  /** A new principal for every request: the statements about a food count for their principal only. */
  private get principal(): Principal {
    return makePrincipal({ id: `principal ${this.asks}` });
  }

  /** A body as it comes over the network, through the very pipes of the application. */
  post(json: string, key?: string): Promise<boolean> {
    return this.responseTo(async () => {
      let body: unknown = JSON.parse(json);
      for (const pipe of this.pipes) body = await pipe.transform(body, BODY);
      return this.cooking.start(toStartRequest(body as StartCookDto, this.principal, key));
    });
  }

  /** A plan made by hand, past every validation. */
  start(request: StartRequest): Promise<boolean> {
    return this.responseTo(() => this.cooking.start({ ...request, principal: this.principal }));
  }

  /** Everything that the cooker was asked to start since this was last asked; it is idle afterwards. */
  async startedSince(): Promise<readonly ApprovedCook[]> {
    const { started } = this.cooker;
    if (started.length > 0) await this.cooker.stop();
    this.cooker.started = [];
    this.clock.advance(1_000);
    this.asks += 1;
    return started;
  }

  async close(): Promise<void> {
    await this.app.close();
    this.data.remove();
  }

  /** Whether a cook was started; a refusal in the form of the contract is valid too. */
  private async responseTo(call: () => Promise<unknown>): Promise<boolean> {
    this.calls += 1;
    let waiting = true;
    const response = call()
      .then(() => true, refused)
      .finally(() => (waiting = false));
    await nextTurn();
    // What the cooker does not show is waited for until the timeout.
    if (waiting) await this.clock.elapse(TIMEOUT);
    return response;
  }
}
