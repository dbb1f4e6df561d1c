import { once } from 'node:events';
import type { Socket } from 'node:net';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { FakeAnovaServer } from '../../../../test/harness/fake-anova-server.js';
import { until } from '../../../../test/harness/until.js';
import { milliseconds } from '../../../shared/units.js';
import { AnovaSocket, type SocketEnd } from './anova-socket.js';

const SILENCE = milliseconds(30_000);
const TOKEN = 'anova-eyJ0.line.secret';
jest.setTimeout(60_000); // For sockets where much else runs; the tests drive the clock.

describe('AnovaSocket', () => {
  let clock: DrivenClock;
  let cloud: FakeAnovaServer;
  let heard: string[];
  let ends: SocketEnd[];
  /** The message at which a test closes the socket. */
  let hangUpAt: { readonly word: string; readonly line: AnovaSocket } | undefined;

  beforeEach(async () => {
    clock = new DrivenClock();
    cloud = await FakeAnovaServer.start();
    [heard, ends, hangUpAt] = [[], [], undefined];
  });

  afterEach(() => cloud.end());

  function connect(url = cloud.url): AnovaSocket {
    // The socket of one test may end while the next test begins.
    const [mine, myEnds] = [heard, ends];
    return AnovaSocket.connect(new URL(`${url}/?token=${TOKEN}`), clock, SILENCE, {
      onOpen: () => mine.push('open'),
      onMessage: (text) => {
        mine.push(`message ${text.slice(0, 40)}`);
        if (text === hangUpAt?.word) hangUpAt.line.close();
      },
      onEnd: (end) => myEnds.push(end),
    });
  }

  /** Opens a socket, and waits until both sides have it open and the first ping was responded to. */
  async function stand(): Promise<AnovaSocket> {
    let pings = 0;
    cloud.greet = (line) => line.on('ping', () => (pings += 1));
    const line = connect();
    await until(() => [heard, pings], [['open'], 1]);
    return line;
  }

  /** How it ended; exactly once, and with nothing left to happen. */
  async function end(): Promise<SocketEnd> {
    await until(() => ends.length, 1);
    clock.advance(600_000);
    expect([ends.length, clock.pending]).toEqual([1, 0]);
    return ends[0]!;
  }

  it('delivers messages in order, a binary frame as an empty text', async () => {
    await stand();
    cloud.connection.send('one');
    cloud.connection.send(Buffer.from([1, 2]));
    cloud.connection.send('three');
    await until(() => heard, ['open', 'message one', 'message ', 'message three']);
  });

  it('sends while it is open, and not before or afterwards', async () => {
    const line = connect();
    expect(line.send('too early')).toBe(false);
    await until(() => heard, ['open']);
    expect(line.send('in time')).toBe(true);
    await until(() => cloud.received, ['in time']);
    cloud.connection.close(1000);
    await end();
    expect(line.send('too late')).toBe(false);
  });

  it('pings at once, to find out whether the server responds to pings', async () => {
    await stand();
    cloud.connection.close(4001);
    expect(await end()).toMatchObject({ heardPong: true, heardMessage: false });
  });

  it.each([1000, 1001, 1008, 1011, 4001])(
    'ends with the close code %d, and for how long it stood',
    async (code) => {
      await stand();
      cloud.connection.send('hello');
      clock.advance(1_500);
      cloud.connection.close(code, `because of ${TOKEN}`);
      expect(await end()).toEqual({
        how: 'closed',
        why: `close code ${code}`,
        openFor: 1_500,
        heardMessage: true,
        heardPong: true,
      });
    },
  );

  it('ends when it is cut', async () => {
    await stand();
    cloud.connection.terminate();
    expect(await end()).toMatchObject({ how: 'closed', why: 'close code 1006' });
  });

  it.each([400, 401, 403, 429, 503])('ends when the upgrade is refused with %d', async (status) => {
    cloud.refuseWith = status;
    connect();
    expect(await end()).toEqual({
      how: 'refused',
      why: `HTTP status ${status}`,
      status,
      openFor: undefined,
      heardMessage: false,
      heardPong: false,
    });
    expect(heard).toEqual([]);
  });

  it('ends when no server listens', async () => {
    const { url } = cloud;
    await cloud.end();
    connect(url);
    expect(await end()).toMatchObject({ how: 'failed', why: 'ECONNREFUSED', openFor: undefined });
  });

  it.each([
    [
      'a frame of more than 1 MiB',
      (line: Wire) => line.send('x'.repeat(1024 * 1024 + 1)),
      'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
    ],
    [
      'bytes that are no frame',
      (line: Wire) => line._socket.write(Buffer.from([0xff, 0xff])),
      'WS_ERR_UNEXPECTED_RSV_2_3',
    ],
    [
      'text that is no UTF-8',
      (line: Wire) => line._socket.write(Buffer.from([0x81, 1, 0xff])),
      'WS_ERR_INVALID_UTF8',
    ],
    [
      'a forbidden close code',
      (line: Wire) => line._socket.write(Buffer.from([0x88, 2, 0, 1])),
      'WS_ERR_INVALID_CLOSE_CODE',
    ],
  ])('ends at %s', async (_case, act, why) => {
    await stand();
    act(cloud.connection as unknown as Wire);
    expect(await end()).toMatchObject({ how: 'closed', why, refusedHere: true });
    expect(heard).toEqual(['open']);
  });

  it('ends without a code when the cloud gives none', async () => {
    await stand();
    cloud.connection.close();
    expect(await end()).toMatchObject({ how: 'closed', why: 'close code 1005', withoutCode: true });
  });

  it('lets the event loop turn between any two frames of a flood', async () => {
    const COUNT = 3_000;
    let turn = 0;
    let lastTurn = -1;
    let together = 0;
    let count = 0;
    const tick = () => {
      turn += 1;
      if (count < COUNT) setImmediate(tick);
    };
    const line = AnovaSocket.connect(new URL(`${cloud.url}/?token=${TOKEN}`), clock, SILENCE, {
      onOpen: () => undefined,
      onMessage: () => {
        count += 1;
        if (turn === lastTurn) together += 1;
        lastTurn = turn;
      },
      onEnd: () => undefined,
    });
    await until(() => cloud.connections.length, 1);
    setImmediate(tick);
    const wire = (cloud.connection as unknown as Wire)._socket;
    wire.cork();
    for (let index = 0; index < COUNT; index++) cloud.connection.send('{"command":"EVENT_APC_WIFI_ADDED"}');
    wire.uncork();
    await until(() => count, COUNT);
    expect(together).toBe(0);
    line.close();
    await until(() => clock.pending, 0);
  });

  it('accepts a frame of 1 MiB', async () => {
    await stand();
    cloud.connection.send('x'.repeat(1024 * 1024));
    await until(() => heard.length, 2);
    expect(ends).toEqual([]);
  });

  it('reports nothing after its end, even when more arrives', async () => {
    cloud.greet = (line) => {
      line.close(1001);
      line.terminate();
    };
    connect();
    await end();
    expect(heard.filter((what) => what !== 'open')).toEqual([]);
  });

  describe('in silence', () => {
    it('is given up after 30 s without a pong', async () => {
      await cloud.end();
      cloud = await FakeAnovaServer.start({ respondsToPings: false });
      await stand();
      clock.advance(29_999);
      expect(ends).toEqual([]);
      clock.advance(1);
      const { how, why, heardPong } = await end();
      expect([how, why, heardPong]).toEqual(['silent', 'nothing heard for 30 s', false]);
    });

    it.each([
      ['a message', (line: Wire) => line.send('anything')],
      ['a ping', (line: Wire) => line.ping()],
      ['a pong', (line: Wire) => line.pong()],
    ])('stays open with %s, even without a pong', async (_case, speak) => {
      await cloud.end();
      cloud = await FakeAnovaServer.start({ respondsToPings: false });
      const planned = jest.spyOn(clock, 'after');
      await stand();
      for (let round = 1; round <= 5; round++) {
        clock.advance(25_000);
        const plans = planned.mock.calls.length;
        speak(cloud.connection as unknown as Wire);
        // What was heard puts the next question off, which is seen by its being planned anew.
        await until(() => planned.mock.calls.length, plans + 1);
      }
      expect(ends).toEqual([]);
      clock.advance(30_000);
      expect(await end()).toMatchObject({ how: 'silent', openFor: 155_000 });
    });
  });

  describe('that is closed here', () => {
    it('closes with code 1000 and reports no end', async () => {
      const line = await stand();
      const closed = once(cloud.connection, 'close');
      line.close();
      expect((await closed)[0]).toBe(1000);
      await until(() => clock.pending, 0);
      line.close();
      expect([line.send('too late'), ends, clock.pending]).toEqual([false, [], 0]);
    });

    it('is cut after 1 s when the other side does not close', async () => {
      const line = await stand();
      const wire = (cloud.connection as unknown as Wire)._socket;
      // The other side is deaf. What is on its way to the socket that is cut decides how it learns of that.
      wire.removeAllListeners('data');
      let isCut = false;
      const signs = ['end', 'error', 'close'].map((event) => new Promise((seen) => wire.once(event, seen)));
      const cut = Promise.race(signs).then(() => (isCut = true));
      const arrived = once(wire, 'data');
      line.close();
      await arrived;
      clock.advance(999);
      expect(isCut).toBe(false);
      clock.advance(1);
      expect([await cut, ends]).toEqual([true, []]);
    });

    it('reports nothing more, even when the next frames have arrived', async () => {
      const line = await stand();
      hangUpAt = { word: 'one', line };
      const wire = (cloud.connection as unknown as Wire)._socket;
      wire.cork();
      for (const word of ['one', 'two']) cloud.connection.send(word);
      cloud.connection.ping();
      const closed = once(cloud.connection, 'close');
      wire.uncork();
      await closed;
      await until(() => clock.pending, 0);
      expect([heard, ends]).toEqual([['open', 'message one'], []]);
    });

    it('while it connects never opens', async () => {
      connect().close();
      await until(() => clock.pending, 0);
      expect([heard, ends]).toEqual([[], []]);
    });
  });
});

/** The cloud's side of a connection, with the raw socket below it. */
interface Wire {
  send(text: string): void;
  ping(): void;
  pong(): void;
  readonly _socket: Socket;
}
