import type { ReplayedReading, ReplayTarget } from './probe-replay.js';

/** Where readings are pushed, and by whom. */
export interface PushOptions {
  /** The server, without a slash at the end: `http://127.0.0.1:5000`. */
  readonly server: string;
  /** A key with the scope `readings:write`. */
  readonly key: string;
  /** The probe at each input. */
  readonly probes: ReadonlyMap<number, string>;
}

/** As many readings as one request may have. */
const MOST = 1_000;

/** Pushes readings to `POST /readings` of a server, one request after the other, in the order in which they came. */
export class PushTarget implements ReplayTarget {
  /** The HTTP status of each request so far; 0 where no response came. */
  readonly statuses: number[] = [];
  private sending: Promise<void> = Promise.resolve();

  constructor(private readonly options: PushOptions) {}

  take(readings: readonly ReplayedReading[]): void {
    for (let first = 0; first < readings.length; first += MOST) {
      const part = readings.slice(first, first + MOST);
      this.sending = this.sending.then(() => this.push(part));
    }
  }

  /** Fulfilled when everything that was taken so far has been sent. */
  async sent(): Promise<void> {
    await this.sending;
  }

  private async push(readings: readonly ReplayedReading[]): Promise<void> {
    const { server, key, probes } = this.options;
    const known = readings.flatMap(({ place, celsius, at }) => {
      const probe = probes.get(place);
      if (probe === undefined) return [];
      return [{ probe_id: probe, temperature_celsius: celsius, at: new Date(at).toISOString() }];
    });
    if (known.length === 0) return;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ readings: known });
    try {
      const response = await fetch(`${server}/readings`, { method: 'POST', headers, body });
      await response.arrayBuffer();
      this.statuses.push(response.status);
    } catch {
      this.statuses.push(0); // the server may be away for a while, as in reality
    }
  }
}
