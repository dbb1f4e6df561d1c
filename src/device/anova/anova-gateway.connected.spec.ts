import { idle, listFrame, stateFrame } from '../../../test/harness/cooker-messages.js';
import { ACCOUNT, AnovaGatewayHarness } from '../../../test/harness/anova-gateway-harness.js';
import { until } from '../../../test/harness/until.js';
import { milliseconds } from '../../shared/units.js';

const TIMEOUT = milliseconds(5_000);

describe('ensureConnected', () => {
  let account: AnovaGatewayHarness;

  beforeEach(async () => {
    account = await AnovaGatewayHarness.make();
  });

  afterEach(() => account.end());

  /** Begins to connect and returns a check of whether the wait is over. */
  function reaching(): () => boolean {
    let over = false;
    void account.cooker.ensureConnected(TIMEOUT).then(() => (over = true));
    return () => over;
  }

  /** Opens the connection to a cloud that sends nothing by itself. */
  async function open(): Promise<void> {
    account.cooker.open();
    await until(() => [account.cooker.account.link, account.cloud.connections.length], ['connected', 1]);
  }

  it('waits for a connection that is not open yet', async () => {
    const over = reaching();
    await open();
    expect(over()).toBe(false);
    await account.push(listFrame(ACCOUNT[0]!), stateFrame(idle()));
    await until(over, true);
  });

  it('is over at once when the gateway is closed', async () => {
    await open();
    account.cooker.onApplicationShutdown();
    await expect(account.cooker.ensureConnected(TIMEOUT)).resolves.toBeUndefined();
  });

  it('is over when the list and a state of every cooker have arrived', async () => {
    await open();
    const over = reaching();
    await account.push(listFrame(...ACCOUNT), stateFrame(idle()));
    expect(over()).toBe(false);
    await account.push(stateFrame(idle(), 'cooker-2', 'pro'));
    expect(over()).toBe(true);
  });

  it('is over 1 s after the list when a cooker is silent', async () => {
    await open();
    const over = reaching();
    await account.push(listFrame(...ACCOUNT));
    account.clock.advance(999);
    await account.settle();
    expect(over()).toBe(false);
    account.clock.advance(1);
    await until(over, true);
  });

  it('is over at its timeout, with or without a connection', async () => {
    await open();
    const over = reaching();
    account.clock.advance(4_999);
    await account.settle();
    expect(over()).toBe(false);
    account.clock.advance(1);
    await until(over, true);
  });

  it('reconnects at once, and waits for the list on the new connection', async () => {
    account.cloud.greet = () => account.greet();
    await open();
    await account.cooker.ensureConnected(TIMEOUT);
    account.clock.advance(1_000);
    account.cloud.connection.terminate();
    await until(() => account.cooker.account.link, 'down');
    await account.cooker.ensureConnected(TIMEOUT);
    expect(account.cooker.account.link).toBe('connected');
    expect([...account.cooker.account.cookers.values()]).toMatchObject([
      { latest: { sequence: 2 } },
      { latest: { sequence: 2 } },
    ]);
    expect(account.clock.monotonic()).toBe(1_000);
  });

  it('is over as soon as the token is refused, each time that it is', async () => {
    account.cloud.refuseWith = 401;
    account.cooker.open();
    await account.cooker.ensureConnected(TIMEOUT);
    expect(account.cooker.account.link).toBe('token-rejected');
    account.clock.advance(60_000);
    const over = reaching();
    await until(over, true);
    expect(account.clock.monotonic()).toBe(60_000);
    expect([account.cloud.tries.length, account.heard]).toEqual([2, ['token-rejected']]);
  });

  it('is over at once while a refused token is not tried again yet', async () => {
    account.cloud.refuseWith = 401;
    account.cooker.open();
    await until(() => account.cooker.account.link, 'token-rejected');
    await account.cooker.ensureConnected(TIMEOUT);
    expect(account.cloud.tries).toHaveLength(1);
  });
});
