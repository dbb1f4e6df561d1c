import { Logger } from '@nestjs/common';
import type { Clock } from '../../../shared/clock.js';
import { milliseconds } from '../../../shared/units.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import { News } from '../news.js';
import { noLongerNeeded } from '../polling/cloud-error.js';
import type { CloudTime } from '../polling/cloud-time.js';
import type { PolledAccount, PollResult } from '../polling/cloud-poller.js';
import type { MeaterCloud } from './connection/meater-cloud.js';
import { ageOf, factsOf, idOf, readingsOf, type Moment } from './meater-facts.js';
import type { MeaterProbe } from './protocol/meater-devices.js';

/** Twice a minute, as MEATER recommends. A probe that is put to use is found within two minutes. */
const PACE = { often: milliseconds(30_000), rarely: milliseconds(2 * 60_000) };
/** Probes out of reach that are still followed. */
const MOST_FOLLOWED = 64;

interface AccountOptions {
  readonly cloud: MeaterCloud;
  readonly time: CloudTime;
  readonly sink: ThermometerSink;
  readonly clock: Clock;
}

/**
 * The account at MEATER: one request reads the probes within reach. One that is not listed is out of reach or in its
 * block, and is never reported as removed: the list cannot tell.
 */
export class MeaterAccount implements PolledAccount {
  readonly name = 'MEATER';
  readonly command = 'meater';
  readonly pace = PACE;
  private readonly logger = new Logger('MeaterAccount');
  private readonly news: News;
  private readonly followed = new Map<string, MeaterProbe>();
  private hasWarned = false;

  /** @param present takes the ids of the thermometers that are reported */
  constructor(
    private readonly options: AccountOptions,
    private readonly present: Set<string>,
  ) {
    this.news = new News(options.sink);
  }

  async poll(signal: AbortSignal): Promise<PollResult> {
    const { probes, complete } = await this.options.cloud.probes();
    if (signal.aborted) throw noLongerNeeded();
    const { moment } = this;
    for (const probe of probes) await this.report(probe, moment);
    if (complete) this.miss(new Set(probes.map(idOf)), moment);
    else this.warnOnce();
    return {
      devices: probes.map((probe) => ({ age: ageOf(probe, moment) })),
      problem: this.news.problem ?? this.options.time.problem,
    };
  }

  private get moment(): Moment {
    return { now: this.options.clock.now().getTime(), time: this.options.time };
  }

  private async report(probe: MeaterProbe, moment: Moment): Promise<void> {
    const { sink } = this.options;
    const id = idOf(probe);
    if (this.followed.has(id) || this.followed.size < MOST_FOLLOWED) this.followed.set(id, probe);
    this.present.add(id);
    sink.seen(factsOf(probe, true, moment));
    await this.news.report(readingsOf(probe, moment));
  }

  private miss(listed: ReadonlySet<string>, moment: Moment): void {
    for (const [id, probe] of this.followed)
      if (!listed.has(id)) this.options.sink.seen(factsOf(probe, false, moment));
  }

  private warnOnce(): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    this.logger.warn('The cloud of MEATER sent a probe that cannot be read (said once)');
  }
}
