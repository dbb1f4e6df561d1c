import { idle, listFrame, stateFrame } from '../../../test/harness/cooker-messages.js';
import { ACCOUNT, AnovaGatewayHarness } from '../../../test/harness/anova-gateway-harness.js';
import { until } from '../../../test/harness/until.js';
import { milliseconds } from '../../shared/units.js';

const PATIENCE = milliseconds(5_000);

describe('Reaching the cookers', () => {
  let kitchen: AnovaGatewayHarness;

  beforeEach(async () => {
    kitchen = await AnovaGatewayHarness.make();
  });

  afterEach(() => kitchen.end());

  /** Begins to reach; the answer tells whether that is over. */
  function reaching(): () => boolean {
    let over = false;
    void kitchen.cooker.reach(PATIENCE).then(() => (over = true));
    return () => over;
  }

  /** Opens the line to a cloud that says nothing by itself. */
  async function open(): Promise<void> {
    kitchen.cooker.open();
    await until(() => [kitchen.cooker.kitchen.link, kitchen.cloud.lines.length], ['connected', 1]);
  }

  it('waits for a line that is still to be opened', async () => {
    const over = reaching();
    await open();
    expect(over()).toBe(false);
    await kitchen.tell(listFrame(ACCOUNT[0]!), stateFrame(idle()));
    await until(over, true);
  });

  it('is over at once when it was closed', async () => {
    await open();
    kitchen.cooker.onApplicationShutdown();
    await expect(kitchen.cooker.reach(PATIENCE)).resolves.toBeUndefined();
  });

  it('is over when the list and a state of every cooker have come', async () => {
    await open();
    const over = reaching();
    await kitchen.tell(listFrame(...ACCOUNT), stateFrame(idle()));
    expect(over()).toBe(false);
    await kitchen.tell(stateFrame(idle(), 'cooker-2', 'pro'));
    expect(over()).toBe(true);
  });

  it('is over 1 s after the list when a cooker says nothing', async () => {
    await open();
    const over = reaching();
    await kitchen.tell(listFrame(...ACCOUNT));
    kitchen.clock.advance(999);
    await kitchen.settle();
    expect(over()).toBe(false);
    kitchen.clock.advance(1);
    await until(over, true);
  });

  it('is over when patience is, whatever became of it', async () => {
    await open();
    const over = reaching();
    kitchen.clock.advance(4_999);
    await kitchen.settle();
    expect(over()).toBe(false);
    kitchen.clock.advance(1);
    await until(over, true);
  });

  it('does not wait for the planned dial, and waits for what the new line tells', async () => {
    kitchen.cloud.greet = () => kitchen.greet();
    await open();
    await kitchen.cooker.reach(PATIENCE);
    kitchen.clock.advance(1_000);
    kitchen.cloud.line.terminate();
    await until(() => kitchen.cooker.kitchen.link, 'down');
    await kitchen.cooker.reach(PATIENCE);
    expect(kitchen.cooker.kitchen.link).toBe('connected');
    expect([...kitchen.cooker.kitchen.cookers.values()]).toMatchObject([
      { latest: { sequence: 2 } },
      { latest: { sequence: 2 } },
    ]);
    expect(kitchen.clock.monotonic()).toBe(1_000);
  });

  it('is over as soon as the token is refused, each time that it is', async () => {
    kitchen.cloud.refuseWith = 401;
    kitchen.cooker.open();
    await kitchen.cooker.reach(PATIENCE);
    expect(kitchen.cooker.kitchen.link).toBe('token-rejected');
    kitchen.clock.advance(60_000);
    const over = reaching();
    await until(over, true);
    expect(kitchen.clock.monotonic()).toBe(60_000);
    expect([kitchen.cloud.tries.length, kitchen.heard]).toEqual([2, ['token-rejected']]);
  });

  it('is over at once while a refused token is not tried again yet', async () => {
    kitchen.cloud.refuseWith = 401;
    kitchen.cooker.open();
    await until(() => kitchen.cooker.kitchen.link, 'token-rejected');
    await kitchen.cooker.reach(PATIENCE);
    expect(kitchen.cloud.tries).toHaveLength(1);
  });
});
