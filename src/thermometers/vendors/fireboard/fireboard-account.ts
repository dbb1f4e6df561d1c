import { Logger } from '@nestjs/common';
import type { Clock } from '../../../shared/clock.js';
import { milliseconds } from '../../../shared/units.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import { News } from '../news.js';
import { noLongerNeeded } from '../polling/cloud-error.js';
import type { CloudTime } from '../polling/cloud-time.js';
import type { PolledAccount, PollResult } from '../polling/cloud-poller.js';
import type { FireboardCloud } from './connection/fireboard-cloud.js';
import { ageOf, factsOf, idOf, readingsOf, type Moment } from './fireboard-facts.js';
import type { FireboardDevice } from './protocol/fireboard-devices.js';

/** Every 30 s is 120 of the 200 requests an hour that an account may send, and leaves the rest for the vendor's app. */
const PACE = { often: milliseconds(30_000), rarely: milliseconds(5 * 60_000) };

interface AccountOptions {
  readonly cloud: FireboardCloud;
  readonly time: CloudTime;
  readonly sink: ThermometerSink;
  readonly clock: Clock;
}

/** The account at FireBoard: one request reads all devices with their channels and newest readings. */
export class FireboardAccount implements PolledAccount {
  readonly name = 'FireBoard';
  readonly command = 'fireboard';
  readonly pace = PACE;
  private readonly logger = new Logger('FireboardAccount');
  private readonly news: News;
  private hasWarned = false;

  /** @param present ids of thermometers that may be gone from the account */
  constructor(
    private readonly options: AccountOptions,
    private readonly present: Set<string>,
  ) {
    this.news = new News(options.sink);
  }

  async poll(signal: AbortSignal): Promise<PollResult> {
    const { devices, complete } = await this.options.cloud.devices();
    if (signal.aborted) throw noLongerNeeded();
    const { moment } = this;
    for (const device of devices) await this.report(device, moment);
    if (complete) this.forget(new Set(devices.map(idOf)));
    else this.warnOnce();
    return {
      devices: devices.map((device) => ({ age: ageOf(device, moment) })),
      problem: this.news.problem ?? this.options.time.problem,
    };
  }

  private get moment(): Moment {
    return { now: this.options.clock.now().getTime(), time: this.options.time };
  }

  private async report(device: FireboardDevice, moment: Moment): Promise<void> {
    const { sink } = this.options;
    this.present.add(idOf(device));
    sink.seen(factsOf(device, moment));
    await this.news.report(readingsOf(device, moment));
  }

  /** Reports the thermometers that the account no longer has. */
  private forget(ids: ReadonlySet<string>): void {
    for (const id of this.present) {
      if (ids.has(id)) continue;
      this.present.delete(id);
      this.options.sink.removed(id);
    }
  }

  private warnOnce(): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    this.logger.warn('The cloud of FireBoard sent a device that cannot be read (said once)');
  }
}
