import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '../shared/clock.js';
import { DemoProbes } from './demo-probes.js';

const PROBES = ['fireboard-sim0chicken-1', 'fireboard-sim0smoker-1'] as const;

describe('the probes of the demo', () => {
  it('are followed only once the server has read them: one without a reading would be reported as lost', async () => {
    const seen: string[] = [];
    let looks = 0;
    const control = new AbortController();
    const server = createServer((request, response) => {
      const isLook = request.url === '/thermometers';
      if (isLook) looks++;
      const state = looks > 2 * PROBES.length ? 'ok' : 'no_reading';
      seen.push(isLook ? state : `${request.method} ${request.url}`);
      const thermometers = PROBES.map((probe) => ({ probes: [{ probe_id: probe, state }] }));
      response.end(JSON.stringify(isLook ? { thermometers } : { session_id: 'one' }));
      if (seen.filter((line) => line === 'POST /probe-sessions').length === PROBES.length) control.abort();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const clock = new SystemClock();
    const probes = new DemoProbes(clock);
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await probes.play({ time: clock, clock, address, apiKey: 'key', signal: control.signal });
      expect(seen.slice(0, 4)).toEqual(Array(4).fill('no_reading'));
      expect(seen.indexOf('POST /probe-sessions')).toBeGreaterThan(seen.indexOf('ok'));
    } finally {
      server.close();
    }
  });
});
