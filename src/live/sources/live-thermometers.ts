import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { ThermometerDto } from '../../thermometers/dto/thermometers.dto.js';
import { Clock } from '../../shared/clock.js';
import { ThermometersService } from '../../thermometers/thermometers.service.js';
import { LiveHub } from '../hub/live-hub.js';
import type { LiveFilter } from '../hub/live-filter.js';
import type { LiveView } from '../hub/live-view.js';

/** The least time between two events of one thermometer, in ms. Source: the contract of the stream. */
const LEAST_INTERVAL = 1_000;

/** Sends thermometers to the clients that watch: with readings, and when time alone changes their state. */
@Injectable()
export class LiveThermometers {
  /** What was last sent of each, without what only says how old it is. */
  private readonly sent = new Map<string, object>();
  /** When the last event of each was sent, on the monotonic clock. */
  private readonly sentAt = new Map<string, number>();

  constructor(
    private readonly thermometers: ThermometersService,
    private readonly hub: LiveHub,
    private readonly clock: Clock,
  ) {}

  /** Every thermometer that a client may see. */
  async open(filter: LiveFilter, { principal }: LiveView): Promise<readonly ThermometerDto[]> {
    if (!filter.types.has('thermometer')) return [];
    const { thermometers } = await this.thermometers.list(principal);
    for (const one of thermometers) this.sent.set(one.thermometer_id, withoutAges(one));
    return thermometers.filter(
      ({ thermometer_id: id }) => filter.deviceId === undefined || filter.deviceId === id,
    );
  }

  /** Sends a thermometer as it is now. A further change within a second is sent by the next `publishChanges`. */
  send(thermometerId: string): void {
    if (this.wasJustSent(thermometerId)) return;
    const report = this.thermometers.report(thermometerId);
    if (report !== undefined) this.publish(report);
  }

  /** Sends those whose probes have become silent, stale or lost since they were sent. */
  publishChanges(): void {
    for (const [id, sent] of this.sent) {
      if (this.wasJustSent(id)) continue;
      const report = this.thermometers.report(id);
      if (report !== undefined && !isDeepStrictEqual(withoutAges(report), sent)) this.publish(report);
    }
  }

  private wasJustSent(thermometerId: string): boolean {
    const at = this.sentAt.get(thermometerId) ?? -Infinity;
    return this.clock.monotonic() - at < LEAST_INTERVAL;
  }

  private publish(report: ThermometerDto): void {
    this.sent.set(report.thermometer_id, withoutAges(report));
    this.sentAt.set(report.thermometer_id, this.clock.monotonic());
    this.hub.publish({ type: 'thermometer', deviceId: report.thermometer_id }, () => report);
  }
}

/** A report without the ages of its readings, which change with every second. */
const withoutAges = (report: ThermometerDto): object => ({
  ...report,
  probes: report.probes.map((probe) => ({ ...probe, reading_age_seconds: null })),
});
