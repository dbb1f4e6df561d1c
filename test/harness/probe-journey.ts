import { ThermometerRegistry } from '../../src/thermometers/registry/thermometer-registry.js';
import type { ProbeFacts } from '../../src/thermometers/thermometer.js';
import { celsius } from '../../src/shared/units.js';
import type { ApiResponse, Json } from './api.js';
import type { TestApp } from './test-app.js';
import { makeProbeFacts, makeThermometerFacts } from './thermometer-facts.js';

/** Milliseconds between two readings, short enough to keep the connection to the cloud alive. */
const STRIDE = 20_000;
/** The probe of a journey that names none. */
export const PROBE = 'thermoworks-a1-1';

/** A probe session as a client reads it. */
export type Session = Json & {
  readonly session_id: string;
  readonly safety: Json & { readonly log_reductions: readonly { organism: string; predicted: number }[] };
  readonly model?: Json;
  readonly forecast: Json;
  readonly summary: string;
};

/** A wireless thermometer at a server, and time that passes while it is read. */
export class ProbeJourney {
  private facts: readonly ProbeFacts[] = [makeProbeFacts()];

  constructor(public testApp: TestApp) {
    this.report();
  }

  /** The vendor reports the thermometer. */
  report(probes = this.facts): void {
    this.facts = probes;
    const lastSeen = this.testApp.clock.now().getTime();
    this.registry.seen(makeThermometerFacts({ probes: this.facts, lastSeen }));
  }

  /** The probe sends a reading of now. @param value in °C; null for none */
  async read(
    value: number | null,
    known: { readonly probeId?: string; readonly ago?: number } = {},
  ): Promise<void> {
    const { probeId = PROBE, ago = 0 } = known;
    const receivedAt = this.testApp.clock.now().getTime();
    const reading = { probeId, at: receivedAt - ago, receivedAt, late: false };
    await this.written(this.registry.read([{ ...reading, celsius: value === null ? null : celsius(value) }]));
  }

  /** Readings that follow each other at once are written together, a moment later. */
  private async written(read: Promise<void>): Promise<void> {
    let isDone = false;
    void read.finally(() => (isDone = true));
    for (let turn = 0; !isDone && turn < 2_000; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (turn % 20 === 19 && !isDone) await this.testApp.clock.elapse(100);
    }
    await read;
  }

  /** Lets minutes pass with a reading every 20 s. @param reads in °C, by the minutes that have passed; undefined for none */
  async pass(minutes: number, reads: (minute: number) => number | null | undefined): Promise<void> {
    for (let passed = STRIDE; passed <= minutes * 60_000; passed += STRIDE) {
      await this.testApp.clock.elapse(STRIDE);
      const value = reads(passed / 60_000);
      if (value !== undefined) {
        this.report();
        await this.read(value);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  begin(known: Json = {}): Promise<ApiResponse<Session>> {
    return this.testApp.api.post('/probe-sessions', { probe_id: PROBE, food_type: 'chicken', ...known });
  }

  async begun(known: Json = {}): Promise<string> {
    const { status, body, text } = await this.begin(known);
    if (status !== 200) throw new Error(`The session was refused: ${text}`);
    return body.session_id;
  }

  async session(id: string): Promise<Session> {
    return (await this.testApp.api.get<Session>(`/probe-sessions/${id}`)).body;
  }

  end(id: string): Promise<ApiResponse<Session>> {
    return this.testApp.api.post(`/probe-sessions/${id}/end`);
  }

  private get registry(): ThermometerRegistry {
    return this.testApp.app.get(ThermometerRegistry, { strict: false });
  }
}

/** A straight line from one temperature to another. */
export const line =
  (from: number, to: number, minutes: number) =>
  (minute: number): number =>
    from + ((to - from) * Math.min(minute, minutes)) / minutes;

/** What is killed of a pathogen. */
export const killed = ({ safety }: Session, organism = 'salmonella'): number =>
  safety.log_reductions.find((one) => one.organism === organism)!.predicted;
