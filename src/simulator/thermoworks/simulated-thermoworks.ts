import {
  document,
  flag,
  instant,
  list,
  map,
  number,
  text,
  type TypedFields,
  type TypedValue,
} from './firestore-form.js';

/** What a channel shows. */
export interface SimulatedChannel {
  readonly number: string;
  label: string;
  units: string;
  /** The value in its unit; a typed value is sent as it is, and undefined leaves the field out. */
  value: number | TypedValue | undefined;
  /** When it was measured, in milliseconds since 1970. */
  seenAt: number;
  status: string;
  /** The lowest value so far, in the same unit. */
  minimum?: number;
}

/** A closed session. Its readings are rows `[channel, milliseconds since 1970, value, unit]`. */
export interface SimulatedArchive {
  readonly id: string;
  readonly rows: readonly (readonly [string, number, number, string])[];
  /** Whether its file can be read. */
  readonly hasFile?: boolean;
}

const ALARM = { enabled: flag(true), alarming: flag(false), units: text('F') };

/** A device of the simulated account. */
export class SimulatedThermoworks {
  label = 'Simulated smoker';
  model = 'signals';
  status = 'NORMAL';
  battery = 87;
  signal = -58;
  /** Seconds between transmissions. */
  interval = 30;
  /** The smallest change that is sent; 0 sends at a steady rate. */
  deltaTrigger = 0;
  /** A document without a name and serial number. */
  isBroken = false;
  /** Whether its channels are refused although the device is listed. */
  refusesChannels = false;
  lastSeen: number;
  readonly channels: SimulatedChannel[];
  readonly archives: SimulatedArchive[] = [];

  /** @param now in milliseconds since 1970 */
  constructor(
    readonly serial: string,
    now: number,
    channels = 2,
  ) {
    this.lastSeen = now;
    this.channels = Array.from({ length: channels }, (_, index) => ({
      number: String(index + 1),
      label: index === 0 ? 'Chicken' : `Pit ${index}`,
      units: 'F',
      value: index === 0 ? 98.6 : 225,
      seenAt: now,
      status: 'NORMAL',
    }));
  }

  /** The first channel. */
  get channel(): SimulatedChannel {
    return this.channels[0]!;
  }

  /** It measures: new values for its channels, all at one instant. */
  measure(at: number, ...values: readonly (number | TypedValue | undefined)[]): void {
    this.lastSeen = at;
    for (const [index, channel] of this.channels.entries()) {
      channel.seenAt = at;
      if (index < values.length) channel.value = values[index];
    }
  }

  toDocument(): object {
    if (this.isBroken) return { fields: { label: text(this.label), battery: { integerValue: {} } } };
    const archived = this.archives.flatMap(({ rows }) => rows.map(([, at]) => at));
    return document(`devices/${this.serial}`, {
      serial: text(this.serial),
      deviceId: text(this.serial),
      label: text(this.label),
      device: text(this.model),
      type: text('bbq'),
      status: text(this.status),
      battery: number(this.battery),
      batteryState: text('discharging'),
      wifi_stength: number(this.signal),
      transmitIntervalInSeconds: number(this.interval),
      lastSeen: instant(this.lastSeen),
      accountId: text('simulated-account'),
      deviceDisplayUnits: text('F'),
      ...(this.deltaTrigger > 0 && { temperatureDeltaTrigger: number(this.deltaTrigger) }),
      ...(archived.length > 0 && { lastArchive: instant(Math.max(...archived)) }),
    });
  }

  channelDocument(channel: SimulatedChannel): object {
    const { units, seenAt, minimum } = channel;
    const value = typeof channel.value === 'number' ? number(channel.value) : channel.value;
    return document(`devices/${this.serial}/channels/${channel.number}`, {
      number: text(channel.number),
      label: text(channel.label),
      units: text(units),
      status: text(channel.status),
      enabled: flag(true),
      type: text('Pro-Series'),
      lastSeen: instant(seenAt),
      lastTelemetrySaved: instant(seenAt - 500),
      alarmHigh: map({ ...ALARM, value: number(165) }),
      alarmLow: map({ ...ALARM, value: number(32) }),
      ...(value !== undefined && { value }),
      ...(minimum !== undefined && { minimum: extreme(minimum, units, seenAt) }),
    });
  }

  archiveDocument(archive: SimulatedArchive): object {
    const instants = archive.rows.map(([, at]) => at);
    const fields: TypedFields = {
      type: text('auto'),
      label: text('Archived session'),
      filename: text(this.fileOf(archive)),
      deviceLabel: text(this.label),
      count: number(archive.rows.length),
      start: instant(Math.min(...instants)),
      end: instant(Math.max(...instants)),
      channels: list(
        this.channels.map(({ number: place, units }) => map({ number: text(place), units: text(units) })),
      ),
    };
    return document(`devices/${this.serial}/archive/${archive.id}`, fields);
  }

  /** The name of the file of an archive. */
  fileOf({ id }: SimulatedArchive): string {
    return `archives/${this.serial}/${id}.json`;
  }
}

const extreme = (value: number, units: string, at: number): TypedValue =>
  map({ reading: map({ value: number(value), units: text(units) }), dateReading: instant(at) });
