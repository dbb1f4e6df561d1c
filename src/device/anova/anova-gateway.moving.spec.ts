import { CaughtLog } from '../../../test/harness/caught-log.js';
import { idle, listFrame, stateFrame } from '../../../test/harness/cooker-messages.js';
import { ACCOUNT, AnovaGatewayHarness } from '../../../test/harness/anova-gateway-harness.js';
import { until } from '../../../test/harness/until.js';

const HOUR = 3_600_000;

describe('Whether the line moves', () => {
  let kitchen: AnovaGatewayHarness;

  beforeEach(async () => {
    CaughtLog.take();
    kitchen = await AnovaGatewayHarness.make();
  });

  afterEach(() => kitchen.end());

  const moves = () => kitchen.cooker.isMoving;

  async function connect(): Promise<void> {
    kitchen.cooker.open();
    await until(() => [kitchen.cooker.kitchen.link, kitchen.cloud.lines.length], ['connected', 1]);
  }

  /** Lets time pass in small steps, and tells whether it moved at each of them. */
  async function movesFor(ms: number): Promise<boolean> {
    for (let passed = 0; passed < ms; passed += 5_000) {
      await kitchen.clock.elapse(5_000);
      if (!moves()) return false;
    }
    return true;
  }

  it('is granted to a start that takes up what was before, but not for ever', () => {
    kitchen.clock.advance(150_000);
    expect(moves()).toBe(true);
    kitchen.clock.advance(1);
    expect(moves()).toBe(false);
  });

  it('holds on a quiet line and over its end, for as long as it is dialled again', async () => {
    await connect();
    expect(await movesFor(HOUR)).toBe(true);
  });

  it('holds while the token is refused', async () => {
    kitchen.cloud.refuseWith = 401;
    kitchen.cooker.open();
    await until(() => kitchen.cooker.kitchen.link, 'token-rejected');
    expect(await movesFor(HOUR)).toBe(true);
  });

  it('ends when a living line is no longer listened to for its silence', async () => {
    await connect();
    await kitchen.tell(listFrame(...ACCOUNT), stateFrame(idle()));
    kitchen.clock.lose();
    kitchen.clock.advance(50_000);
    expect(moves()).toBe(true);
    kitchen.clock.advance(1);
    expect(moves()).toBe(false);
  });

  it('ends when a dial or a redial was forgotten', async () => {
    kitchen.cloud.refuseWith = 503;
    kitchen.cooker.open();
    await until(() => kitchen.cooker.kitchen.link, 'down');
    kitchen.clock.lose();
    kitchen.clock.advance(91_000);
    expect(moves()).toBe(false);
  });

  it('ends when the line was closed for good', async () => {
    await connect();
    kitchen.cooker.onApplicationShutdown();
    expect(moves()).toBe(false);
  });
});
