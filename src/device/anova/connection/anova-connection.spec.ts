import { until } from '../../../../test/harness/until.js';
import {
  expectDialAfter,
  TOKEN,
  TRACES,
  WiredConnection,
} from '../../../../test/harness/wired-connection.js';
import { CloudUnavailableError } from '../../device.errors.js';

describe('The connection', () => {
  let wired: WiredConnection;

  beforeEach(async () => {
    wired = await WiredConnection.start();
  });

  afterEach(async () => {
    await wired.end();
    expect(wired.log.lines.filter((line) => TRACES.test(line))).toEqual([]);
  });

  it('does not exist until it is opened, and opens one socket however often it is asked to', async () => {
    const { connection, links } = wired;
    expect([connection.link, connection.reconnectNow(), await wired.attempts()]).toEqual([
      'connecting',
      false,
      0,
    ]);
    connection.open();
    connection.open();
    await until(() => links, ['connected']);
    connection.open();
    expect(await wired.attempts()).toBe(1);
  });

  it('sends the token in the query, escaped, and asks for cookers only', async () => {
    const elsewhere = await WiredConnection.start({ path: '/some/path' });
    await elsewhere.connect();
    const { pathname, searchParams } = new URL(elsewhere.cloud.tries[0]!, 'ws://cloud');
    expect(pathname).toBe('/some/path');
    expect(Object.fromEntries(searchParams)).toEqual({ token: TOKEN, supportedAccessories: 'APC' });
    await elsewhere.end();
  });

  it('carries frames both ways', async () => {
    const { cloud, connection, messages } = wired;
    await wired.connect();
    connection.send('over');
    cloud.connection.send('and out');
    await until(() => [cloud.received, messages], [['over'], ['and out']]);
  });

  it('refuses a frame while it is down, and keeps none for later', async () => {
    const { clock, cloud, connection } = wired;
    expect(() => connection.send('too early')).toThrow(CloudUnavailableError);
    await wired.connect();
    cloud.connection.close(1001);
    await until(() => connection.link, 'down');
    expect(() => connection.send('too late')).toThrow(CloudUnavailableError);
    clock.advance(500);
    await until(() => connection.link, 'connected');
    connection.send('in time');
    await until(() => cloud.received, ['in time']);
  });

  it('reconnects for ever, after waits that double up to a limit', async () => {
    const { clock, cloud, links, log } = wired;
    await wired.refuse(503, 'down');
    let count = 1;
    for (const wait of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      await until(() => wired.draws, count);
      await expectDialAfter(wired, wait, ++count);
    }
    await until(() => wired.draws, count);
    cloud.refuseWith = undefined;
    clock.advance(30_000);
    await until(() => links, ['down', 'connected']);
    expect([log.at('warn').length, log.at('log').length]).toEqual([1, 1]);
  });

  it('forgets its failures once a socket was open for a minute, and not before', async () => {
    const { clock, cloud, connection, messages } = wired;
    const cases = [
      [59_999, 500],
      [59_999, 1_000],
      [60_000, 500],
    ] as const;
    for (const [stood, wait] of cases) {
      await wired.connect();
      // Sent every 10 s, so that the connection does not count as dead meanwhile.
      for (let passed = 0; passed < stood; passed += 10_000) {
        const heard = messages.length;
        clock.advance(Math.min(10_000, stood - passed));
        cloud.connection.send('still here');
        await until(() => messages.length, heard + 1);
      }
      cloud.connection.close(1011);
      await until(() => connection.link, 'down');
      await expectDialAfter(wired, wait, cloud.tries.length + 1);
    }
  });

  it('reconnects at once, without a log entry, when the cloud closes instead of responding to a command', async () => {
    const { cloud, connection, links, log } = wired;
    await wired.connect();
    for (const count of [2, 3]) {
      connection.responded();
      cloud.connection.close();
      await until(() => cloud.connections.length, count);
      await until(() => connection.link, 'connected');
    }
    expect(links).toEqual(['connected', 'down', 'connected', 'down', 'connected']);
    expect([log.at('warn'), wired.draws]).toEqual([[], 0]);
    cloud.connection.close();
    await until(() => wired.draws, 1);
    await expectDialAfter(wired, 500, 4);
  });

  it('has one socket at a time: the old one is closed before the next one opens', async () => {
    const { clock, cloud, connection, log } = wired;
    await wired.connect();
    const old = cloud.connection;
    old.pause();
    clock.advance(30_000);
    expect(connection.link).toBe('down');
    const gone = new Promise((resolve) => old.once('close', resolve));
    old.resume();
    await gone;
    expect(await wired.attempts()).toBe(1);
    clock.advance(500);
    await until(() => cloud.connections.length, 2);
    expect(log.at('warn')).toEqual([expect.stringContaining('nothing heard for 30 s')]);
  });

  it('receives nothing more from a socket that was given up', async () => {
    const { clock, cloud, messages } = wired;
    await wired.connect();
    cloud.connection.pause();
    clock.advance(30_000);
    cloud.connection.send('an echo of old');
    clock.advance(500);
    await until(() => cloud.connections.length, 2);
    cloud.connection.send('news');
    await until(() => messages, ['news']);
  });

  it('stays down once it is stopped', async () => {
    const { cloud, connection, links } = wired;
    await wired.connect();
    connection.stop();
    await until(() => cloud.connection.readyState, cloud.connection.CLOSED);
    expect([links, connection.reconnectNow()]).toEqual([['connected', 'down'], false]);
  });

  it('stays down once it is stopped while it waits to reconnect', async () => {
    const { clock, connection } = wired;
    await wired.refuse(503, 'down');
    connection.stop();
    clock.advance(3_600_000);
    expect([await wired.attempts(), clock.pending]).toEqual([1, 0]);
  });

  it('tolerates the silence of a server that never responds to a ping, and logs no loss for it', async () => {
    const mute = await WiredConnection.start({ respondsToPings: false });
    const { clock, cloud, connection, messages, log } = mute;
    cloud.greet = (line) => line.send('hello');
    connection.open();
    for (const [index, wait] of [500, 1_000, 2_000].entries()) {
      await until(() => messages.length, index + 1);
      clock.advance(30_000);
      expect(connection.link).toBe('down');
      clock.advance(wait);
    }
    const said = log.lines.length;
    for (const count of [4, 5, 6]) {
      await until(() => messages.length, count);
      clock.advance(299_999);
      expect(connection.link).toBe('connected');
      clock.advance(1);
      expect(connection.link).toBe('down');
      clock.advance(500);
    }
    expect(log.lines).toHaveLength(said);
    await mute.end();
  });
});

describe('The connection that is asked to reconnect', () => {
  let wired: WiredConnection;

  beforeEach(async () => {
    wired = await WiredConnection.start();
  });

  afterEach(() => wired.end());

  it('does nothing when a socket is open or being opened', async () => {
    wired.connection.open();
    expect(wired.connection.reconnectNow()).toBe(true);
    await wired.connect();
    expect([wired.connection.reconnectNow(), await wired.attempts()]).toEqual([true, 1]);
  });

  it('reconnects without the wait, but at most once a second', async () => {
    const { clock, cloud, connection } = wired;
    await wired.refuse(503, 'down');
    for (const [index, wait] of [500, 1_000, 2_000].entries()) {
      await until(() => wired.draws, index + 1);
      clock.advance(wait);
    }
    await until(() => wired.draws, 4);
    // The next attempt would come in 4 s.
    clock.advance(300);
    expect([connection.reconnectNow(), connection.reconnectNow()]).toEqual([true, true]);
    await expectDialAfter(wired, 700, 5);
    await until(() => wired.draws, 5);
    clock.advance(1_000);
    expect(connection.reconnectNow()).toBe(true);
    await until(() => cloud.tries.length, 6);
  });

  it('is not delayed when it is about to reconnect anyway', async () => {
    await wired.refuse(503, 'down');
    expect(wired.connection.reconnectNow()).toBe(true);
    await expectDialAfter(wired, 500, 2);
  });
});
