import { Injectable } from '@nestjs/common';
import { CookRecords } from '../../cooking/record/cook-records.js';
import { UnfinishedCooks } from '../../cooking/recovery/unfinished-cooks.js';
import { FoodOutlooks } from '../../cooking/status/food-outlooks.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import type { AccountState, CookerState } from '../../device/cooker-state.js';
import { Clock } from '../../shared/clock.js';
import { observeCooker } from './cooker-facts.js';
import type { Extent } from './observed.js';
import type { Observation } from './observation.js';
import { START_TIME } from './start-time.js';
import type { WantedFacts } from './wanted-facts.js';
import { WaterRates } from './water-rates.js';

/** Looks at the cookers and at the cooks on them. */
@Injectable()
export class CookerObserver {
  private readonly rates = new WaterRates();
  private readonly startedAt: number;
  private seen: AccountState | undefined;

  constructor(
    private readonly gateway: CookerGateway,
    private readonly foods: FoodOutlooks,
    private readonly records: CookRecords,
    private readonly unfinished: UnfinishedCooks,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.monotonic();
  }

  /** Observes the cookers. A state never changes, so that another state is another object. */
  look(wanted: WantedFacts, extent: Extent): Observation[] {
    const { account } = this.gateway;
    const { seen } = this;
    this.seen = account;
    const isAll = extent === 'all' || seen?.link !== account.link || seen.listed !== account.listed;
    const looked = this.cookers.filter((one) => isAll || seen.cookers.get(one.id) !== one);
    return looked.map((cooker) => this.observe(cooker, account, wanted));
  }

  /** The ids of all cookers; undefined while the cloud has not listed them. */
  get present(): ReadonlySet<string> | undefined {
    if (!this.gateway.account.listed) return undefined;
    const ids = new Set(this.cookers.map(({ id }) => id));
    this.rates.keepOnly(ids);
    return ids;
  }

  /** Those of the account, and those with a cook from before a restart which the cloud has not listed yet. */
  private get cookers(): readonly CookerState[] {
    const { cookers, listed } = this.gateway.account;
    const supported = [...cookers.values()].filter((one) => one.supported);
    const unlisted = listed ? [] : this.records.cookers.filter(({ id }) => !cookers.has(id));
    return [...supported, ...unlisted];
  }

  private observe(cooker: CookerState, account: AccountState, wanted: WantedFacts): Observation {
    const now = this.clock.monotonic();
    const sources = {
      account,
      cooker,
      food: () => this.foods.on(cooker),
      waterRate: () => this.rates.of(cooker),
      foodsKnown: this.unfinished.isRestored,
      justStarted: now - this.startedAt < START_TIME,
      now,
    };
    return observeCooker(sources, this.clock.now().getTime(), wanted.of('cooker', cooker.id));
  }
}
