import { Logger } from '@nestjs/common';
import type { Clock } from '../../shared/clock.js';
import type { ThermometerSink } from '../thermometer-sink.js';
import type { ProbeReading } from '../thermometer.js';
import { News } from './news.js';
import { noLongerNeeded } from './polling/cloud-error.js';
import type { PolledAccount, PollResult } from './polling/cloud-poller.js';
import type { CloudTime, Moment } from './polling/cloud-time.js';

/** What follows an account of which one request lists every device. */
export interface ListedAccountOptions {
  readonly time: CloudTime;
  readonly sink: ThermometerSink;
  readonly clock: Clock;
}

/** The devices of a response, and whether each of them could be read. */
interface Listed<Device> {
  readonly devices: readonly Device[];
  readonly complete: boolean;
}

/** An account of which one request lists every device with its newest readings. */
export abstract class ListedAccount<Device> implements PolledAccount {
  abstract readonly name: string;
  abstract readonly command: string;
  abstract readonly pace: PolledAccount['pace'];
  /** What the vendor lists, in the log. */
  protected abstract readonly thing: string;
  private readonly logger = new Logger('ListedAccount');
  private readonly news: News;
  private hasWarned = false;

  constructor(private readonly parts: ListedAccountOptions) {
    this.news = new News(parts.sink);
  }

  async poll(signal: AbortSignal): Promise<PollResult> {
    const { devices, complete } = await this.list();
    if (signal.aborted) throw noLongerNeeded();
    const moment: Moment = { now: this.parts.clock.now().getTime(), time: this.parts.time };
    // All at once: what is read of one device does not wait until that of another is stored.
    await Promise.all(devices.map((device) => this.report(device, moment)));
    if (complete) this.unlisted(devices, moment);
    else this.warnOnce();
    return {
      devices: devices.map((device) => ({ age: this.ageOf(device, moment) })),
      problem: this.news.problem ?? this.parts.time.problem,
    };
  }

  protected abstract list(): Promise<Listed<Device>>;
  /** Reports a device that is listed. */
  protected abstract seen(device: Device, moment: Moment): void;
  protected abstract readingsOf(device: Device, moment: Moment): readonly ProbeReading[];
  /** How long ago a device was last heard, in ms by the cloud's clock; null when it is not known. */
  protected abstract ageOf(device: Device, moment: Moment): number | null;
  /** Reports what a complete list does not hold. */
  protected abstract unlisted(listed: readonly Device[], moment: Moment): void;

  private async report(device: Device, moment: Moment): Promise<void> {
    this.seen(device, moment);
    await this.news.report(this.readingsOf(device, moment));
  }

  private warnOnce(): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    this.logger.warn(`The cloud of ${this.name} sent a ${this.thing} that cannot be read (said once)`);
  }
}
