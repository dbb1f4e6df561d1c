import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { becomesReady } from './readiness.js';

describe('becomesReady', () => {
  let server: Server;
  let responses: number[];
  let asked: number;

  beforeEach(async () => {
    asked = 0;
    server = createServer((_request, response) => {
      response.writeHead(responses[asked++] ?? 503, { Connection: 'close' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  /** Asks with a clock that moves on as long as there is no response. */
  async function ask(url: string, signal = new AbortController().signal) {
    const clock = new DrivenClock();
    let response: boolean | undefined;
    void becomesReady(url, { clock, limit: 1000, signal }).then((value) => (response = value));
    while (response === undefined) await clock.elapse(clock.pending > 0 ? 100 : 0).then(turn);
    return response;
  }

  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  it('waits through refusals for the first 200', async () => {
    responses = [503, 503, 200];
    expect(await ask(url())).toBe(true);
    expect(asked).toBe(3);
  });

  it('gives up at the limit', async () => {
    responses = [];
    expect(await ask(url())).toBe(false);
    expect(asked).toBe(10);
  });

  it('takes a server that does not listen yet for one not ready', async () => {
    expect(await ask('http://127.0.0.1:1/')).toBe(false);
  });

  it('stops asking when it is aborted', async () => {
    responses = [200];
    expect(await ask(url(), AbortSignal.abort())).toBe(false);
    expect(asked).toBe(0);
  });
});
