import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { CONNECTION_LIMITS, connectionLimits, Connections } from './connections.js';

/** A connection as far as it is looked at. */
class FakeSocket extends EventEmitter {
  destroyed = false;
  writableLength = 0;
  bytesWritten = 0;

  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

const LIMITS = { connections: 4, waitingBytes: 1_000, unread: 30_000 };

describe('Connections', () => {
  let connections: Connections;
  let authenticated: Set<Socket>;
  beforeEach(() => {
    authenticated = new Set();
    connections = new Connections((socket) => authenticated.has(socket), LIMITS);
  });

  function add({ known = false, waiting = 0 } = {}): FakeSocket {
    const socket = Object.assign(new FakeSocket(), { writableLength: waiting, bytesWritten: waiting });
    if (known) authenticated.add(socket as unknown as Socket);
    connections.add(socket as unknown as Socket);
    return socket;
  }
  const closed = (sockets: readonly FakeSocket[]) => sockets.map(({ destroyed }) => destroyed);

  it('are forgotten when they close', () => {
    const socket = add();
    expect([...connections]).toEqual([socket]);
    socket.destroy();
    expect([...connections]).toEqual([]);
  });

  it('are limited: the oldest one without a key is closed first', () => {
    const sockets = [add({ known: true }), add(), add(), add({ known: true })];
    add();
    expect(closed(sockets)).toEqual([false, true, false, false]);
    add({ known: true });
    expect(closed(sockets)).toEqual([false, true, true, false]);
  });

  it('admit a new one even when all have shown a key: one that does not read is closed first', () => {
    const sockets = [add({ known: true }), add({ known: true }), add({ known: true, waiting: 9 })];
    sockets.push(add({ known: true }));
    add();
    expect(closed(sockets)).toEqual([false, false, true, false]);
    add({ known: true });
    const last = add({ known: true });
    expect(closed(sockets)).toEqual([true, false, true, false]);
    expect(last.destroyed).toBe(false);
  });

  it('never are more than the limit, however many come', () => {
    for (let count = 0; count < 50; count++) add({ known: count % 3 === 0 });
    expect([...connections]).toHaveLength(LIMITS.connections);
  });

  it('are closed when their clients read nothing for 30 s, and not while they read on', () => {
    const [idle, stuck, slow] = [add(), add({ waiting: 100 }), add({ waiting: 100 })];
    connections.closeUnread(0);
    connections.closeUnread(29_999);
    expect(closed([idle, stuck, slow])).toEqual([false, false, false]);
    slow.bytesWritten += 10;
    connections.closeUnread(30_000);
    expect(closed([idle, stuck, slow])).toEqual([false, true, false]);
    slow.writableLength = 0;
    connections.closeUnread(59_999);
    slow.writableLength = 5;
    connections.closeUnread(70_000);
    expect(closed([idle, slow])).toEqual([false, false]);
    connections.closeUnread(100_000);
    expect(closed([idle, slow])).toEqual([false, true]);
  });

  it('are closed when too many bytes wait in all, without a key first and the most bytes first', () => {
    const sockets = [
      add({ known: true, waiting: 800 }),
      add({ waiting: 50 }),
      add({ waiting: 140 }),
      add({ known: true }),
    ];
    sockets[3]!.writableLength = 60;
    connections.closeUnread(0);
    expect(closed(sockets)).toEqual([false, false, true, false]);
    sockets[3]!.writableLength = 900;
    connections.closeUnread(1);
    expect(closed(sockets)).toEqual([false, true, true, true]);
  });

  it('may be as many as a household and its tunnel need, within the memory of the unit', () => {
    expect(CONNECTION_LIMITS).toEqual({ connections: 700, waitingBytes: 33_554_432, unread: 30_000 });
    expect(connectionLimits(200)).toEqual(CONNECTION_LIMITS);
  });

  it('may be more where more live streams are allowed', () => {
    expect(connectionLimits(10_000)).toEqual({ ...CONNECTION_LIMITS, connections: 10_500 });
  });
});
