import { milliseconds } from '../../../shared/units.js';
import type { ProbeReading } from '../../thermometer.js';
import { ListedAccount, type ListedAccountOptions } from '../listed-account.js';
import type { Moment } from '../polling/cloud-time.js';
import type { MeaterCloud } from './connection/meater-cloud.js';
import { ageOf, factsOf, idOf, readingsOf } from './meater-facts.js';
import type { MeaterProbe } from './protocol/meater-devices.js';

/** Twice a minute, as MEATER recommends. A probe that is put to use is found within two minutes. */
const PACE = { often: milliseconds(30_000), rarely: milliseconds(2 * 60_000) };
/** Probes out of reach that are still followed. */
const MOST_FOLLOWED = 200;

interface AccountOptions extends ListedAccountOptions {
  readonly cloud: MeaterCloud;
}

/**
 * The account at MEATER: one request reads the probes within reach. One that is not listed is out of reach or in its
 * block, and is never reported as removed: the list cannot tell.
 */
export class MeaterAccount extends ListedAccount<MeaterProbe> {
  readonly name = 'MEATER';
  readonly command = 'meater';
  readonly pace = PACE;
  protected readonly thing = 'probe';
  private readonly followed = new Map<string, MeaterProbe>();

  /** @param present takes the ids of the thermometers that are reported */
  constructor(
    private readonly options: AccountOptions,
    private readonly present: Set<string>,
  ) {
    super(options);
  }

  protected async list() {
    const { probes, complete } = await this.options.cloud.probes();
    return { devices: probes, complete };
  }

  protected seen(probe: MeaterProbe, moment: Moment): void {
    const id = idOf(probe);
    if (this.followed.has(id) || this.followed.size < MOST_FOLLOWED) this.followed.set(id, probe);
    this.present.add(id);
    this.options.sink.seen(factsOf(probe, true, moment));
  }

  protected readingsOf(probe: MeaterProbe, moment: Moment): readonly ProbeReading[] {
    return readingsOf(probe, moment);
  }

  protected ageOf(probe: MeaterProbe, moment: Moment): number {
    return ageOf(probe, moment);
  }

  /** Says of the probes that are not listed that they are not heard. */
  protected unlisted(listed: readonly MeaterProbe[], moment: Moment): void {
    const ids = new Set(listed.map(idOf));
    for (const [id, probe] of this.followed)
      if (!ids.has(id)) this.options.sink.seen(factsOf(probe, false, moment));
  }
}
