import type { ReplayedReading, ReplayTarget } from '../probe-replay/probe-replay.js';

/** What is wrong with the readings of one channel. */
export type ChannelFault =
  | 'channel_missing'
  | 'value_null'
  | 'value_absent'
  | 'value_text'
  | 'unit_unknown'
  | 'fahrenheit_marked_celsius'
  | { readonly sentinel: number }
  | { readonly stamp: string };

/** A device of the simulated account. */
export interface FireboardOptions {
  readonly hardwareId?: string;
  readonly title?: string;
  /** The labels of the channels, from the first. */
  readonly labels?: readonly string[];
  /** The unit that the owner chose. */
  readonly unit?: 'celsius' | 'fahrenheit';
  /** Charge from 0 to 1. */
  readonly battery?: number;
}

interface Measured {
  readonly celsius: number;
  readonly at: number;
}

/** Readings older than so many milliseconds are not among the latest. */
const LATEST = 60_000;
const UNITS = { celsius: 1, fahrenheit: 2 };

/** A FireBoard of the simulated account: what its probes measured, and the document that the cloud makes of it. */
export class SimulatedFireboard implements ReplayTarget {
  readonly hardwareId: string;
  readonly uuid: string;
  /** Faults by channel. */
  readonly faults = new Map<number, ChannelFault>();
  /** Lists every reading of the last minute, each twice and in no order. */
  listsRepeatedly = false;
  private readonly measured = new Map<number, Measured[]>();

  constructor(private readonly options: FireboardOptions = {}) {
    this.hardwareId = options.hardwareId ?? 'SIM0000001';
    this.uuid = `00000000-0000-4000-8000-${this.hardwareId
      .toLowerCase()
      .replaceAll(/[^0-9a-f]/g, '0')
      .padStart(12, '0')
      .slice(-12)}`;
  }

  /** Measures at the channel of each place. A probe without a reading sends nothing. */
  take(readings: readonly ReplayedReading[]): void {
    for (const { place, celsius, at } of readings) {
      if (celsius === null) continue;
      const before = this.measured.get(place) ?? [];
      this.measured.set(place, [...before.filter((one) => one.at > at - LATEST), { celsius, at }]);
    }
  }

  /** The device as `/api/v1/devices.json` lists it at a moment of the cloud's clock. */
  toDocument(now: number): object {
    const {
      title = 'Smoker',
      labels = ['Channel 1', 'Channel 2'],
      unit = 'celsius',
      battery = 0.87,
    } = this.options;
    const latest = labels.flatMap((_, index) => this.latestOf(index + 1, now));
    return {
      uuid: this.uuid,
      id: 1,
      title,
      hardware_id: this.hardwareId,
      model: 'FBX2',
      model_name: 'FireBoard 2',
      channel_count: labels.length,
      active: latest.length > 0,
      degreetype: UNITS[unit],
      last_battery_reading: battery,
      channels: labels.flatMap((label, index) => this.channel(index + 1, label, now)),
      latest_temps: this.listsRepeatedly ? [...latest, ...latest].reverse() : latest,
      // The real cloud tells the addresses of the network here, which must not get into any log.
      device_log: { ssid: 'simulated-network', macNIC: '02:00:00:00:00:01', publicIP: '192.0.2.1' },
    };
  }

  private channel(place: number, label: string, now: number): object[] {
    if (this.faults.get(place) === 'channel_missing') return [];
    const last = this.newest(place);
    const degreetype = UNITS[this.options.unit ?? 'celsius'];
    const common = { id: 1000 + place, channel: place, channel_label: label, enabled: true };
    const alerts = [{ id: place, temp_min: null, temp_max: 95, enabled: true, channel: place }];
    if (last === undefined) return [{ ...common, alerts, degreetype: null, last_templog: null }];
    const number = this.number(place, last.celsius);
    const log = { ...number, created: stamp(last.at), degreetype };
    const isLatest = last.at > now - LATEST;
    return [
      { ...common, alerts, degreetype, last_templog: log, ...(isLatest && { current_temp: number['temp'] }) },
    ];
  }

  private latestOf(place: number, now: number): object[] {
    if (this.faults.get(place) === 'channel_missing') return [];
    const readings = (this.measured.get(place) ?? []).filter(({ at }) => at > now - LATEST);
    const unknown = this.faults.get(place) === 'unit_unknown';
    const degreetype = unknown ? 7 : UNITS[this.options.unit ?? 'celsius'];
    return (this.listsRepeatedly ? readings : newestOf(readings)).map(({ celsius, at }) => ({
      channel: place,
      ...this.number(place, celsius),
      created: this.stampOf(place, at),
      degreetype,
    }));
  }

  private number(place: number, celsius: number): Readonly<Record<string, unknown>> {
    const fault = this.faults.get(place);
    const isFahrenheit = this.options.unit === 'fahrenheit' || fault === 'fahrenheit_marked_celsius';
    const temp = isFahrenheit ? Math.round(celsius * 18 + 320) / 10 : celsius;
    if (typeof fault === 'object' && 'sentinel' in fault) return { temp: fault.sentinel };
    if (fault === 'value_null') return { temp: null };
    if (fault === 'value_absent') return {};
    return { temp: fault === 'value_text' ? String(temp) : temp };
  }

  private stampOf(place: number, at: number): string {
    const fault = this.faults.get(place);
    return typeof fault === 'object' && 'stamp' in fault ? fault.stamp : stamp(at);
  }

  private newest(place: number): Measured | undefined {
    return newestOf(this.measured.get(place) ?? [])[0];
  }
}

const newestOf = (readings: readonly Measured[]): Measured[] =>
  readings.length === 0 ? [] : [readings.reduce((newest, one) => (one.at > newest.at ? one : newest))];

/** Whole seconds, as the real cloud writes them. */
const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
