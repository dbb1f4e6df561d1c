import fc from 'fast-check';
import { Api, type Json } from '../../harness/api.js';
import { responseOf } from '../../harness/journey.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import type { Session } from '../../harness/probe-journey.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { trials } from '../../harness/soak.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { mostReductions, type SentReading } from '../../oracle/measured-reference.js';

/** A reading of a request: how long ago it was measured, in seconds, and what was read. */
const reading = fc.record({
  ago: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 115 }) },
    { weight: 1, arbitrary: fc.integer({ min: 125, max: 20_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -100, max: -1 }) },
  ),
  celsius: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 580, max: 680 }).map((tenths) => tenths / 10) },
    { weight: 2, arbitrary: fc.constantFrom(60, 65, 75, 95) },
    { weight: 1, arbitrary: fc.constantFrom(4, 20, 40, 50, null) },
  ),
});
const probe = fc.constantFrom('smoker-1', 'smoker-2');
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('push' as const),
      probe,
      byOther: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      readings: fc.array(reading, { minLength: 1, maxLength: 15 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 20, max: 110 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      seconds: fc.integer({ min: 601, max: 9000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('trust' as const, 'distrust' as const), probe }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'move' as const), probe }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const STEPS = 40;

/** A server that gets any readings of two probes in beef. */
class Attack {
  private readonly keys = new KeysFolder();
  private readonly garage = this.keys.add('garage', { scopes: ['readings:write'] });
  private readonly shed = this.keys.add('shed', { scopes: ['readings:write'] });
  private readonly taken = new Map<string, Map<number, SentReading>>();
  private readonly trusted = new Set<string>();
  private readonly sessions = new Map<string, { readonly id: string; readonly since: number }>();
  private testApp!: TestApp;

  async begin(): Promise<void> {
    this.testApp = await startTestApp({ environment: { configDir: this.keys.path } });
    for (const one of ['smoker-1', 'smoker-2']) {
      await this.push(one, [{ ago: 0, celsius: 4 }], this.garage);
      await this.follow(one);
    }
  }

  async close(): Promise<void> {
    await this.testApp.close();
    this.keys.remove();
  }

  async take(one: Step): Promise<void> {
    switch (one.kind) {
      case 'push':
        await this.push(one.probe, one.readings, one.byOther ? this.shed : this.garage);
        return;
      case 'pass':
        await this.testApp.clock.elapse(one.seconds * 1000);
        return;
      case 'trust':
      case 'distrust': {
        const owner = await SignedInOwner.at(this.testApp);
        await owner.post(`/owner/probes/${one.probe}/${one.kind}`, {});
        this.trusted[one.kind === 'trust' ? 'add' : 'delete'](one.probe);
        return;
      }
      case 'restart':
        this.testApp = await this.testApp.crash();
        return;
      case 'move':
        await this.testApp.api.post(`/probe-sessions/${this.sessions.get(one.probe)!.id}/end`);
        await this.follow(one.probe);
    }
  }

  /** Whether no session claims more than what was measured of it. */
  async check(): Promise<void> {
    for (const [probeId, { id, since }] of this.sessions) {
      const { safety } = (await this.testApp.api.get<Session>(`/probe-sessions/${id}`)).body;
      const most = mostReductions([...(this.taken.get(probeId)?.values() ?? [])], since);
      for (const { organism, predicted } of safety.log_reductions)
        if (!(predicted <= most.get(organism)! * 1.001 + 0.051))
          throw new Error(`${predicted} log of ${organism} are more than ${most.get(organism)}`);
      if (this.trusted.has(probeId)) continue;
      expect(safety).toMatchObject({ verdict: 'unknown', pasteurized: null });
    }
  }

  private async push(probeId: string, sent: readonly { ago: number; celsius: number | null }[], key: string) {
    const now = this.testApp.clock.now().getTime();
    const readings = sent.map(({ ago, celsius }) => ({
      probe_id: probeId,
      temperature_celsius: celsius,
      at: new Date(now - ago * 1000).toISOString(),
    }));
    const { status } = await responseOf<Json>(
      this.testApp,
      new Api(this.testApp.url, key).post('/readings', { readings }),
    );
    if (key !== this.garage || status !== 200) return;
    const taken = this.taken.get(probeId) ?? new Map<number, SentReading>();
    this.taken.set(probeId, taken);
    for (const { ago, celsius } of sent) {
      const at = now - ago * 1000;
      // Of two values for one instant the reference takes the hotter, whichever was taken.
      const known = taken.get(at);
      const hotter = Math.max(known?.celsius ?? -Infinity, celsius ?? -Infinity);
      taken.set(at, {
        at,
        receivedAt: known?.receivedAt ?? now,
        celsius: hotter > -Infinity ? hotter : null,
      });
    }
  }

  private async follow(probeId: string): Promise<void> {
    const since = this.testApp.clock.now().getTime();
    const body = { probe_id: probeId, food_type: 'beef steak' };
    const session = (await this.testApp.api.post<Session>('/probe-sessions', body)).body;
    this.sessions.set(probeId, { id: session.session_id, since });
  }
}

describe('A client that sends anything about a food', () => {
  it('never gets more credit than readings that came in time give', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
        const attack = new Attack();
        await attack.begin();
        try {
          for (const [index, one] of steps.entries()) {
            await attack.take(one);
            if (index % 5 === 4) await attack.check();
          }
        } finally {
          await attack.close();
        }
      }),
      { ...trials(4, 60), endOnFailure: true },
    );
  }, 600_000);
});
