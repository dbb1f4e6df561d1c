import { inspect } from 'node:util';
import { until } from '../../../../test/harness/until.js';
import { expectDialAfter, TRACES, WiredConnection } from '../../../../test/harness/wired-connection.js';
import { TokenRejectedError } from '../../device.errors.js';
import type { AnovaConnection } from './anova-connection.js';

const QUARTER = 15 * 60_000;

describe('The connection with a refused token', () => {
  let wired: WiredConnection;

  beforeEach(async () => {
    wired = await WiredConnection.start();
  });

  afterEach(async () => {
    await wired.end();
    expect(wired.log.lines.filter((line) => TRACES.test(line))).toEqual([]);
  });

  it('says so, and nothing else, and tries again every 15 minutes', async () => {
    const { connection, links, log } = wired;
    await wired.refuse(401, 'token-rejected');
    expect(() => connection.send('x')).toThrow(TokenRejectedError);
    await expectDialAfter(wired, QUARTER, 2);
    await until(() => links, ['token-rejected', 'token-rejected']);
    await expectDialAfter(wired, QUARTER, 3);
    expect([log.at('error').length, log.at('warn').length, wired.draws]).toEqual([1, 0, 0]);
  });

  it('treats three closes in a row right after the upgrade as a refusal', async () => {
    const { clock, cloud, connection, log } = wired;
    cloud.greet = (line) => line.close(4001);
    connection.open();
    for (const [index, wait] of [500, 1_000].entries()) {
      await until(() => wired.draws, index + 1);
      expect(connection.link).toBe('down');
      clock.advance(wait);
    }
    await until(() => connection.link, 'token-rejected');
    expect(log.at('error')).toEqual([expect.stringContaining('close code 4001')]);
    await expectDialAfter(wired, QUARTER, 4);
  });

  it('does not treat frames that are refused here as a refusal', async () => {
    const { clock, cloud, connection } = wired;
    cloud.greet = (line) => line.send('x'.repeat(1024 * 1024 + 1));
    connection.open();
    for (const [index, wait] of [500, 1_000, 2_000, 4_000].entries()) {
      await until(() => wired.draws, index + 1);
      expect(connection.link).toBe('down');
      clock.advance(wait);
    }
  });

  it('is not connected by an upgrade alone, but by a message', async () => {
    const { clock, cloud, connection, links, messages } = wired;
    await wired.refuse(401, 'token-rejected');
    const pinged = welcome();
    clock.advance(QUARTER);
    await pinged;
    clock.advance(1_999);
    expect(connection.link).toBe('token-rejected');
    cloud.connection.send('welcome');
    await until(() => [links, messages], [['token-rejected', 'connected'], ['welcome']]);
    clock.advance(1);
    expect(links).toEqual(['token-rejected', 'connected']);
  });

  it('is connected once a socket stays open for 2 s', async () => {
    const { clock, connection, log } = wired;
    await wired.refuse(401, 'token-rejected');
    const pinged = welcome();
    clock.advance(QUARTER);
    await pinged;
    clock.advance(2_000);
    expect(connection.link).toBe('connected');
    expect(log.at('log')).toHaveLength(1);
  });

  it('is not connected by a socket that closes earlier', async () => {
    const { clock, cloud, links } = wired;
    await wired.refuse(401, 'token-rejected');
    cloud.refuseWith = undefined;
    cloud.greet = (line) => line.close(4001);
    clock.advance(QUARTER);
    await until(() => wired.draws, 1);
    cloud.refuseWith = 503;
    clock.advance(2_000);
    expect(links).toEqual(['token-rejected', 'down']);
  });

  it('reconnects at once on request, but at most once a minute', async () => {
    const { clock, cloud, connection } = wired;
    await wired.refuse(401, 'token-rejected');
    clock.advance(59_999);
    expect([connection.reconnectNow(), await wired.attempts()]).toEqual([false, 1]);
    clock.advance(1);
    expect(connection.reconnectNow()).toBe(true);
    await until(() => cloud.tries.length, 2);
  });

  it('shows the token in no error', async () => {
    const { clock, cloud, connection } = wired;
    const errors = [thrownBy(connection)];
    await wired.refuse(503, 'down');
    errors.push(thrownBy(connection));
    cloud.refuseWith = 401;
    clock.advance(500);
    await until(() => connection.link, 'token-rejected');
    errors.push(thrownBy(connection));
    expect(errors).toMatchObject([
      { code: 'CLOUD_UNAVAILABLE' },
      { code: 'CLOUD_UNAVAILABLE' },
      { code: 'ANOVA_TOKEN_REJECTED' },
    ]);
    expect(inspect(errors, { depth: 9 })).not.toMatch(TRACES);
  });

  /** Accepts the next socket, and resolves when it is open: the first thing it does is to ping. */
  function welcome(): Promise<void> {
    wired.cloud.refuseWith = undefined;
    return new Promise((resolve) => {
      wired.cloud.greet = (line) => line.once('ping', () => resolve());
    });
  }
});

function thrownBy(connection: AnovaConnection): unknown {
  try {
    connection.send('x');
  } catch (error) {
    return error;
  }
  return undefined;
}
