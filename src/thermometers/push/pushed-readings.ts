import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import { Clock } from '../../shared/clock.js';
import { celsius } from '../../shared/units.js';
import type { TakenReadingsDto } from '../dto/push-readings.dto.js';
import { isVendorsId } from '../probe-ids.js';
import { ProbeSeries } from '../probe-series.js';
import { plausibleValue } from '../probes/plausible-value.js';
import { isLate } from '../probes/reading-instant.js';
import { isSamePusher } from '../registry/probe-trust.js';
import { KnownThermometers } from '../registry/known-thermometers.js';
import { ThermometerKeeper } from '../registry/thermometer-keeper.js';
import { ThermometerRegistry } from '../registry/thermometer-registry.js';
import type { ProbeReading } from '../thermometer.js';
import { EarlierReadings } from './earlier-readings.js';
import { MOST_READINGS, TooManyReadingsError } from './push.errors.js';
import { PushOutcome } from './push-outcome.js';
import { HTTP, PushedProbes, pusherOf } from './pushed-probes.js';
import { isFault, readPushed } from './pushed-reading.js';

/** A reading of a request, with its place there. */
interface Indexed {
  readonly index: number;
  readonly reading: ProbeReading;
}

/** Takes the readings that clients push. */
@Injectable()
export class PushedReadings {
  constructor(
    private readonly registry: ThermometerRegistry,
    private readonly known: KnownThermometers,
    private readonly keeper: ThermometerKeeper,
    private readonly probes: PushedProbes,
    private readonly series: ProbeSeries,
    private readonly clock: Clock,
  ) {}

  /**
   * @param items as the client sent them
   * @throws InvalidRequestError when every one is refused
   * @throws TooManyReadingsError, TooManyProbesError, StorageUnavailableError; then none was taken
   */
  async push(items: readonly unknown[], principal: Principal): Promise<TakenReadingsDto> {
    if (items.length > MOST_READINGS) throw new TooManyReadingsError();
    // Whose probes they are is not known before.
    await this.keeper.restore();
    const outcome = new PushOutcome();
    const read = items.flatMap((item, index) => this.readItem(item, index, outcome));
    const own = read.filter((one) => this.isOwn(one, principal, outcome));
    const ids = new Set(own.map(({ reading }) => reading.probeId));
    if (ids.size > 0) this.probes.report(ids, pusherOf(principal));
    await this.take(await this.withoutKnown(own, outcome), outcome);
    const untrusted = [...ids].filter((id) => this.known.probe(id)?.trust.trusted !== true);
    return outcome.report(untrusted);
  }

  private readItem(item: unknown, index: number, outcome: PushOutcome): Indexed[] {
    const receivedAt = this.clock.now().getTime();
    const read = readPushed(item, receivedAt);
    if (isFault(read)) {
      outcome.refuse(index, read.field, read.fault);
      return [];
    }
    const { probeId, value, at } = read;
    const { celsius: plausible, impossible } = plausibleValue('core', value);
    if (impossible) outcome.addImpossible();
    // An impossible value goes to the registry as it is, which takes it for a broken sensor.
    const taken = impossible ? celsius(value!) : plausible;
    const late = isLate(at, receivedAt);
    return [{ index, reading: { probeId, at, receivedAt, celsius: taken, late } }];
  }

  private isOwn({ index, reading }: Indexed, principal: Principal, outcome: PushOutcome): boolean {
    const known = this.known.probe(reading.probeId);
    if (isVendorsId(reading.probeId) || (known !== undefined && known.thermometerId !== HTTP)) {
      outcome.refuse(index, 'probe_id', 'is the name of a probe of another vendor');
      return false;
    }
    if (known === undefined || isSamePusher(known.trust.pusher, pusherOf(principal))) return true;
    this.probes.claim(known, pusherOf(principal));
    outcome.refuse(index, 'probe_id', 'belongs to another key; the owner can give it to this one');
    return false;
  }

  /** Without what the time series holds already, since the registry remembers only the newest of each probe. */
  private async withoutKnown(own: readonly Indexed[], outcome: PushOutcome): Promise<Indexed[]> {
    const isOlder = ({ reading: { probeId, at } }: Indexed) =>
      at < (this.known.probe(probeId)?.newest?.at ?? at);
    const earlier = await EarlierReadings.of(
      own.filter(isOlder).map(({ reading }) => reading),
      this.series,
    );
    return own.filter(({ reading }) => {
      const before = earlier.compare(reading);
      if (before === 'repeated') outcome.repeated += 1;
      if (before === 'contradicted') outcome.contradicted += 1;
      return before === 'new';
    });
  }

  private async take(taken: readonly Indexed[], outcome: PushOutcome): Promise<void> {
    const inOrder = taken.toSorted((one, other) => one.reading.at - other.reading.at);
    const intakes = await this.registry.take(inOrder.map(({ reading }) => reading));
    for (const [place, intake] of intakes.entries()) {
      const { reading } = inOrder[place]!;
      if (intake === 'repeated') outcome.repeated += 1;
      else if (intake === 'contradicted') outcome.contradicted += 1;
      else if (intake === 'newest' || intake === 'older') {
        outcome.accepted += 1;
        if (reading.late) outcome.late += 1;
      }
    }
  }
}
