import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, EarliestTimer } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import { ThermometerStore, type StoredProbe, type StoredThermometer } from '../store/thermometer-store.js';
import type { KnownProbe } from './known-probe.js';
import type { KnownThermometer } from './known-thermometer.js';
import { KnownThermometers } from './known-thermometers.js';

/** Names and lists of probes are written within this time. */
export const SOON = milliseconds(1_000);
/** Newest readings are: each is in the time series already, so that a crash loses none. */
export const LATER = milliseconds(30_000);

/** Keeps the table of the known thermometers, for the next start. */
@Injectable()
export class ThermometerKeeper implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Thermometers');
  private readonly thermometers = new Set<string>();
  private readonly probes = new Set<string>();
  private readonly forgotten = new Set<string>();
  private restored: Promise<void> | undefined;
  private readonly nextWrite: EarliestTimer;
  private isFailing = false;

  constructor(
    private readonly known: KnownThermometers,
    private readonly store: ThermometerStore,
    clock: Clock,
  ) {
    this.nextWrite = new EarliestTimer(clock, () => void this.flush());
  }

  /** Reads what an earlier process knew, once. @throws StorageUnavailableError; the next call tries again */
  restore(): Promise<void> {
    this.restored ??= this.load().catch((error: unknown) => {
      this.restored = undefined;
      throw error;
    });
    return this.restored;
  }

  /** Has a thermometer and some of its probes written within a time. */
  changed(thermometerId: string, probeIds: Iterable<string>, within: Milliseconds): void {
    this.thermometers.add(thermometerId);
    for (const id of probeIds) this.probes.add(id);
    this.nextWrite.within(within);
  }

  /** Forgets a probe. Its readings stay in the time series. */
  forget(probeId: string): void {
    this.known.forget(probeId);
    this.forgotten.add(probeId);
    this.nextWrite.within(SOON);
  }

  /** Writes what has changed. It never rejects: what cannot be written is tried again. */
  async flush(): Promise<void> {
    this.nextWrite.cancel();
    const [thermometers, probes, forgotten] = [[...this.thermometers], [...this.probes], [...this.forgotten]];
    if (thermometers.length + probes.length + forgotten.length === 0) return;
    for (const waiting of [this.thermometers, this.probes, this.forgotten]) waiting.clear();
    try {
      // Otherwise an untrusted probe would be written over the owner's decision.
      await this.restore();
      await this.store.save({
        thermometers: thermometers.flatMap((id) => toStoredThermometers(this.known.thermometer(id))),
        probes: probes.flatMap((id) => toStoredProbes(this.known.probe(id))),
        forgotten,
      });
      this.isFailing = false;
    } catch (error) {
      this.failed(error, thermometers, probes, forgotten);
    }
  }

  /** Writes once more, after the vendors have ended, and plans nothing after that. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.flush();
    this.nextWrite.cancel();
  }

  private async load(): Promise<void> {
    this.known.restore(await this.store.load());
  }

  private failed(error: unknown, ...unwritten: readonly (readonly string[])[]): void {
    const waiting = [this.thermometers, this.probes, this.forgotten];
    for (const [place, ids] of unwritten.entries()) for (const id of ids) waiting[place]!.add(id);
    if (!this.isFailing) this.logger.warn(`The thermometers cannot be written down: ${String(error)}`);
    this.isFailing = true;
    this.nextWrite.within(LATER);
  }
}

const toStoredThermometers = (one: KnownThermometer | undefined): StoredThermometer[] =>
  one === undefined ? [] : [toStoredThermometer(one)];

/** A thermometer as it is stored. */
export const toStoredThermometer = ({ facts, removed }: KnownThermometer): StoredThermometer => ({
  facts,
  removed,
});

const toStoredProbes = (one: KnownProbe | undefined): StoredProbe[] =>
  one === undefined ? [] : [toStoredProbe(one)];

/** A probe as it is stored. */
export function toStoredProbe({
  thermometerId,
  facts,
  listed,
  isStuck,
  newest,
  trust,
}: KnownProbe): StoredProbe {
  const { at, celsius, impossible, late } = newest ?? {};
  return {
    thermometerId,
    facts,
    listed,
    stuck: isStuck,
    newest:
      at === undefined
        ? null
        : { at, celsius: celsius ?? null, impossible: impossible === true, late: late === true },
    trust,
  };
}
