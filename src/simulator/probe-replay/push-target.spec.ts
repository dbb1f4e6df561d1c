import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PushTarget } from './push-target.js';

describe('PushTarget', () => {
  let server: Server;
  let address: string;
  let bodies: unknown[];
  let keys: unknown[];

  beforeEach(async () => {
    [bodies, keys] = [[], []];
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (part) => (text += String(part)));
      request.on('end', () => {
        bodies.push(JSON.parse(text));
        keys.push(request.headers.authorization);
        response.writeHead(200).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const targetAt = (url: string) =>
    new PushTarget({ server: url, key: 'secret', probes: new Map([[1, 'chicken-core']]) });

  it('pushes the readings of the probes it knows, in requests of at most 1,000', async () => {
    const target = targetAt(address);
    target.take([
      { place: 1, celsius: 20.5, at: 0 },
      { place: 9, celsius: 99, at: 0 },
      { place: 1, celsius: null, at: 1_000 },
    ]);
    target.take(Array.from({ length: 2_500 }, (_, at) => ({ place: 1, celsius: 1, at })));
    await target.sent();
    expect(bodies[0]).toEqual({
      readings: [
        { probe_id: 'chicken-core', temperature_celsius: 20.5, at: '1970-01-01T00:00:00.000Z' },
        { probe_id: 'chicken-core', temperature_celsius: null, at: '1970-01-01T00:00:01.000Z' },
      ],
    });
    const counts = bodies.map((body) => (body as { readings: unknown[] }).readings.length);
    expect(counts).toEqual([2, 1_000, 1_000, 500]);
    expect(target.statuses).toEqual([200, 200, 200, 200]);
    expect(new Set(keys)).toEqual(new Set(['Bearer secret']));
  });

  it('goes on when the server is away', async () => {
    const target = targetAt('http://127.0.0.1:1');
    target.take([{ place: 1, celsius: 20, at: 0 }]);
    await target.sent();
    expect(target.statuses).toEqual([0]);
  });
});
