import { CaughtLog } from '../../../test/harness/caught-log.js';
import { idle, listFrame, stateFrame } from '../../../test/harness/cooker-messages.js';
import { ACCOUNT, AnovaGatewayHarness } from '../../../test/harness/anova-gateway-harness.js';
import { until } from '../../../test/harness/until.js';

const HOUR = 3_600_000;

describe('Whether the connection is alive', () => {
  let account: AnovaGatewayHarness;

  beforeEach(async () => {
    CaughtLog.take();
    account = await AnovaGatewayHarness.make();
  });

  afterEach(() => account.end());

  const moves = () => account.cooker.isAlive;

  async function connect(): Promise<void> {
    account.cooker.open();
    await until(() => [account.cooker.account.link, account.cloud.connections.length], ['connected', 1]);
  }

  /** Advances the clock in small steps, and returns whether the connection was alive at each of them. */
  async function movesFor(ms: number): Promise<boolean> {
    for (let passed = 0; passed < ms; passed += 5_000) {
      await account.clock.elapse(5_000);
      if (!moves()) return false;
    }
    return true;
  }

  it('holds during a start-up that restores state, but not for ever', () => {
    account.clock.advance(150_000);
    expect(moves()).toBe(true);
    account.clock.advance(1);
    expect(moves()).toBe(false);
  });

  it('holds for a quiet connection, and after its end while it reconnects', async () => {
    await connect();
    expect(await movesFor(HOUR)).toBe(true);
  });

  it('holds while the token is refused', async () => {
    account.cloud.refuseWith = 401;
    account.cooker.open();
    await until(() => account.cooker.account.link, 'token-rejected');
    expect(await movesFor(HOUR)).toBe(true);
  });

  it('ends when the silence of an open connection is no longer watched', async () => {
    await connect();
    await account.push(listFrame(...ACCOUNT), stateFrame(idle()));
    account.clock.lose();
    account.clock.advance(50_000);
    expect(moves()).toBe(true);
    account.clock.advance(1);
    expect(moves()).toBe(false);
  });

  it('ends when an attempt to connect is never made', async () => {
    account.cloud.refuseWith = 503;
    account.cooker.open();
    await until(() => account.cooker.account.link, 'down');
    account.clock.lose();
    account.clock.advance(91_000);
    expect(moves()).toBe(false);
  });

  it('ends when the connection is closed for good', async () => {
    await connect();
    account.cooker.onApplicationShutdown();
    expect(moves()).toBe(false);
  });
});
