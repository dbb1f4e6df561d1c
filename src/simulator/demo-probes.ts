import type { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { FireboardCloud } from './fireboard/fireboard-cloud.js';
import { chickenCook } from './probe-replay/chicken-cook.js';
import type { CookSeries } from './probe-replay/cook-series.js';
import { ProbeReplay } from './probe-replay/probe-replay.js';
import { smokerCook } from './probe-replay/smoker-cook.js';

/** Milliseconds between two attempts to reach the server, which may still start. */
const RETRY = milliseconds(250);
/** Milliseconds that a request may take. */
const TIMEOUT = 5_000;

/** A cook that is played into a thermometer, and the session that follows its food. */
interface PlayedCook {
  readonly hardwareId: string;
  readonly title: string;
  /** From 0 to 1. */
  readonly battery?: number;
  readonly series: (run: number) => CookSeries;
  readonly session: Readonly<Record<string, unknown>>;
}

const COOKS: readonly PlayedCook[] = [
  {
    hardwareId: 'SIM0CHICKEN',
    title: 'Oven (simulated)',
    series: chickenCook,
    session: { food_type: 'whole chicken', target_core_celsius: 74 },
  },
  {
    hardwareId: 'SIM0SMOKER',
    title: 'Smoker (simulated)',
    // Low enough for an alert.
    battery: 0.11,
    series: smokerCook,
    session: { food_type: 'pork shoulder', target_core_celsius: 94 },
  },
];

export interface DemoProbesOptions {
  /** The time in which the cooks run. */
  readonly time: Clock;
  /** Real time. */
  readonly clock: Clock;
  /** Where the server listens, without a slash at the end. */
  readonly address: string;
  readonly apiKey: string;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** The thermometers of the demo: a chicken in the oven and two shoulders in a smoker, again and again. */
export class DemoProbes {
  private readonly cloud: FireboardCloud;

  constructor(time: Clock) {
    this.cloud = new FireboardCloud({
      clock: time,
      username: 'demo',
      password: 'demo',
      devices: COOKS.map(({ hardwareId, title, battery, series }) => ({
        ...{ hardwareId, title, ...(battery !== undefined && { battery }) },
        labels: series(1).probes.map(({ name }) => name),
      })),
    });
  }

  /** The address of the simulated account, without a slash at the end. */
  get url(): string {
    return this.cloud.url;
  }

  /** What the server shows to the simulated account. */
  get token(): string {
    return this.cloud.token;
  }

  listen(): Promise<void> {
    return this.cloud.listen();
  }

  close(): Promise<void> {
    return this.cloud.close();
  }

  /** Plays the cooks, each followed by a session, until the signal is aborted. */
  async play(options: DemoProbesOptions): Promise<void> {
    await Promise.all(COOKS.map((cook, index) => this.playOne(cook, index, options)));
  }

  private async playOne(cook: PlayedCook, index: number, options: DemoProbesOptions): Promise<void> {
    const server = new DemoServer(options);
    for (let run = 1; !options.signal.aborted; run++) {
      const target = this.cloud.devices[index]!;
      const replay = new ProbeReplay({ clock: options.time, series: cook.series(run), target });
      const stop = () => replay.stop();
      options.signal.addEventListener('abort', stop, { once: true });
      replay.start();
      const session = await server.begin(cook);
      await replay.finished;
      options.signal.removeEventListener('abort', stop);
      await server.end(session);
    }
  }
}

/** What the server lists, as far as the demo reads it. */
interface Listed {
  readonly thermometers: readonly {
    readonly probes: readonly { readonly probe_id: string; readonly state: string }[];
  }[];
}

interface Begun {
  readonly session_id: string;
}

/** The server as the demo asks it. */
class DemoServer {
  constructor(private readonly options: DemoProbesOptions) {}

  /** Begins a session on the first probe of a cook, as soon as the server has a reading of it. @returns its id */
  async begin({ hardwareId, session }: PlayedCook): Promise<string | undefined> {
    const probe = `fireboard-${hardwareId.toLowerCase()}-1`;
    while (!this.options.signal.aborted) {
      // Food with a probe that has not been read yet would be reported as a probe that is lost.
      const id = (await this.isRead(probe)) ? await this.follow({ probe_id: probe, ...session }) : undefined;
      if (id !== undefined) return id;
      await this.pause();
    }
    return undefined;
  }

  async end(session: string | undefined): Promise<void> {
    if (session !== undefined) await this.request(`/probe-sessions/${session}/end`, {});
  }

  /** Whether the server has a reading of a probe that counts as the present. */
  private async isRead(probe: string): Promise<boolean> {
    const listed = await this.request<Partial<Listed>>('/thermometers');
    const probes = listed?.thermometers?.flatMap((thermometer) => thermometer.probes) ?? [];
    return probes.some(({ probe_id: id, state }) => id === probe && state === 'ok');
  }

  private async follow(session: object): Promise<string | undefined> {
    return (await this.request<Partial<Begun>>('/probe-sessions', session))?.session_id;
  }

  /**
   * The response; undefined when the server refuses, or is not there.
   * @param body what is posted; without it, the path is read
   */
  private async request<T>(path: string, body?: object): Promise<T | undefined> {
    const { address, apiKey, signal } = this.options;
    try {
      const response = await fetch(address + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      });
      const content = (await response.json()) as T;
      return response.ok ? content : undefined;
    } catch {
      return undefined; // it may be starting or ending
    }
  }

  private pause(): Promise<void> {
    return new Promise((resume) => this.options.clock.after(RETRY, resume));
  }
}
