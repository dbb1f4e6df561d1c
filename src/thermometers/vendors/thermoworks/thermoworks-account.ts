import { Logger } from '@nestjs/common';
import type { Clock } from '../../../shared/clock.js';
import { printable } from '../../../shared/printable.js';
import { milliseconds } from '../../../shared/units.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import type { CloudClient } from '../polling/cloud-client.js';
import { News } from '../news.js';
import { CloudError, noLongerNeeded } from '../polling/cloud-error.js';
import type { PolledAccount, PollResult } from '../polling/cloud-poller.js';
import { ArchiveMerger } from './archive-merger.js';
import type { ThermoworksCloud } from './connection/thermoworks-cloud.js';
import { decodeChannel, type Channel } from './protocol/channel.js';
import { decodeDevice, type Device } from './protocol/device.js';
import type { Moment } from '../polling/cloud-time.js';
import { ageOf, factsOf, idOf, readingOf } from './thermometer-facts.js';

/**
 * How often the cloud is asked. The vendor publishes no limit; its probes send every 8 s at the fastest, and its own app
 * is pushed every change.
 */
const PACE = { often: milliseconds(10_000), rarely: milliseconds(5 * 60_000) };
/** After so long the channels of a device are read although it was not heard since, in ms. */
const CHANNELS_AGAIN = 5 * 60_000;

/** What is known of a device between two polls. */
interface Followed {
  readonly device: Device;
  readonly channels: readonly Channel[];
  /** When the channels were read, on the monotonic clock; -Infinity where that failed. */
  readonly readAt: number;
}

interface AccountOptions {
  readonly cloud: ThermoworksCloud;
  readonly client: CloudClient;
  readonly sink: ThermometerSink;
  readonly clock: Clock;
}

/** The account at ThermoWorks: one poll reads its devices, the channels of those that were heard, and new archives. */
export class ThermoworksAccount implements PolledAccount {
  readonly name = 'ThermoWorks';
  readonly command = 'thermoworks';
  readonly pace = PACE;
  private readonly logger = new Logger('ThermoworksAccount');
  private readonly archives: ArchiveMerger;
  private followed = new Map<string, Followed>();
  private readonly news: News;
  private readonly said = new Set<string>();

  /** @param present ids of thermometers that may be gone from the account */
  constructor(
    private readonly options: AccountOptions,
    private readonly present: Set<string>,
  ) {
    this.archives = new ArchiveMerger(options.cloud, options.sink);
    this.news = new News(options.sink);
  }

  async poll(signal: AbortSignal): Promise<PollResult> {
    const { cloud, client } = this.options;
    const documents = await cloud.devices();
    const devices = documents.map(decodeDevice).filter((device) => device !== undefined);
    if (devices.length < documents.length) this.warnOnce('a device without a serial number');
    for (const device of devices) {
      if (signal.aborted) throw noLongerNeeded();
      await this.follow(device);
    }
    if (signal.aborted) throw noLongerNeeded();
    this.forget(new Set(devices.map(idOf)));
    await this.archives.merge(devices, this.moment);
    const heard = devices.map((device) => ({
      age: ageOf(device, this.moment),
      interval: device.intervalSeconds && device.intervalSeconds * 1_000,
    }));
    return { devices: heard, problem: this.news.problem ?? client.time.problem };
  }

  private get moment(): Moment {
    return { now: this.options.clock.now().getTime(), time: this.options.client.time };
  }

  /** @throws CloudError when the account as a whole cannot be read */
  private async follow(device: Device): Promise<void> {
    const { sink } = this.options;
    const known = this.followed.get(device.serial);
    const followed = this.isDue(device, known) ? await this.read(device, known) : { ...known!, device };
    this.followed.set(device.serial, followed);
    const { moment } = this;
    this.present.add(idOf(device));
    sink.seen(factsOf(device, followed.channels, moment));
    await this.news.report(followed.channels.map((channel) => readingOf(device, channel, moment)));
  }

  private isDue({ lastSeen }: Device, known: Followed | undefined): boolean {
    if (known === undefined || lastSeen === null || lastSeen !== known.device.lastSeen) return true;
    return this.options.clock.monotonic() - known.readAt >= CHANNELS_AGAIN;
  }

  /** Reads the channels. Those that cannot be read stay as they were, and their readings grow old. */
  private async read(device: Device, known: Followed | undefined): Promise<Followed> {
    try {
      const documents = await this.options.cloud.channels(device.serial);
      const channels = documents.map((document) => decodeChannel(document, device.model));
      return { device, channels, readAt: this.options.clock.monotonic() };
    } catch (error) {
      if (!(error instanceof CloudError) || !error.isOfDocument) throw error;
      this.warnOnce(`channels of ${printable(device.serial)} that cannot be read (${error.message})`);
      return { device, channels: known?.channels ?? [], readAt: -Infinity };
    }
  }

  /** Reports the thermometers that the account no longer has. */
  private forget(ids: ReadonlySet<string>): void {
    for (const id of this.present) {
      if (ids.has(id)) continue;
      this.present.delete(id);
      this.options.sink.removed(id);
    }
    for (const [serial, { device }] of this.followed)
      if (!ids.has(idOf(device))) this.followed.delete(serial);
  }

  private warnOnce(what: string): void {
    if (this.said.has(what) || this.said.size >= MOST_SAID) return;
    this.said.add(what);
    this.logger.warn(`The cloud of ThermoWorks sent ${what} (said once)`);
  }
}

/** Kinds of warnings that are distinguished. */
const MOST_SAID = 100;
