import fc from 'fast-check';
import {
  cooking,
  frame,
  idle,
  listFrame,
  secondGeneration,
  stateFrame,
} from '../../../../test/harness/cooker-messages.js';
import { decode } from './anova-protocol.js';

const RUNS = 10_000;
const WORDS = [
  'idle',
  'cook',
  'lowWater',
  'running',
  'completed',
  'IDLE',
  'COOK',
  '__proto__',
  'constructor',
  '2026-02-03T10:00:00Z',
];

const SAMPLES: readonly string[] = [
  stateFrame(idle({ water: 20, target: 60, initial: 600, updatedAt: '2026-02-03T10:00:00Z' })),
  stateFrame(
    cooking({ water: 60, target: 60, initial: 600, startedAt: '2026-02-03T10:00:00Z', cookId: 'c' }),
  ),
  stateFrame(secondGeneration({ mode: 'IDLE', state: '', length: 0 })),
  stateFrame(secondGeneration({ mode: 'COOK', state: 'COOKING', length: 600, remaining: 300 })),
  listFrame({ cookerId: 'c', type: 'a7', name: 'Kitchen' }),
  frame('RESPONSE', { status: 'ok' }, 'id'),
  frame('ERROR', { errorMessage: 'no' }),
];

const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(...WORDS, 1e308, -0, 1e-320, null, true, [], {}),
);

/** Replaces the value with number `index`, counted through the whole tree, or drops it. */
function mutate(value: unknown, index: number, replacement: unknown): unknown {
  let seen = 0;
  const walk = (inner: unknown): unknown => {
    if (seen++ === index) return replacement;
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, child]) => [key, walk(child)]));
  };
  return walk(value);
}

const mutated = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(fc.tuple(fc.nat(40), anyValue), { minLength: 1, maxLength: 4 }),
  )
  .map(([sample, changes]) =>
    JSON.stringify(changes.reduce((value, [at, by]) => mutate(value, at, by), JSON.parse(sample) as unknown)),
  );

const torn = fc
  .tuple(fc.constantFrom(...SAMPLES), fc.nat(600), fc.nat(600), fc.string())
  .map(([sample, from, to, by]) => sample.slice(0, from) + by + sample.slice(to));

const anyText = fc.oneof(mutated, torn, fc.json(), fc.string());

/** Whether the wire itself says idle in one of the two places where a cooker does. */
function saysIdle(text: string): boolean {
  const { payload } = JSON.parse(text) as {
    payload: { state: Record<string, { mode?: unknown } | undefined> };
  };
  return payload.state['state']?.mode === 'idle' || payload.state['job']?.mode === 'IDLE';
}

describe('decode, with anything on the wire', () => {
  it('never throws, and reads a cooker as idle only when its state says so', () => {
    let idles = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const message = decode(text);
        if (message.kind !== 'state' || message.reading.mode !== 'idle') return;
        idles += 1;
        expect(saysIdle(text)).toBe(true);
        expect(message.reading.running).toBe(false);
      }),
      { numRuns: RUNS },
    );
    // Or the property would hold for a decoder that understands nothing.
    expect(idles).toBeGreaterThan(RUNS / 100);
  });

  it('accepts no impossible number', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const message = decode(text);
        if (message.kind !== 'state') return;
        const { water, target, timer } = message.reading;
        for (const temperature of [water ?? 0, target ?? 0])
          expect(Math.abs(temperature)).toBeLessThanOrEqual(150);
        expect(timer.length ?? 1).toBeGreaterThan(0);
        expect(timer.elapsed ?? 0).toBeGreaterThanOrEqual(0);
        expect(timer.elapsed ?? 0).toBeLessThanOrEqual(timer.length ?? Infinity);
      }),
      { numRuns: RUNS },
    );
  });
});
