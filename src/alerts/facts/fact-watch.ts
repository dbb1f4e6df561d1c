import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock, type Cancel } from '../../shared/clock.js';
import { EventBus, type EventMap, type Unsubscribe } from '../../shared/event-bus.js';
import { milliseconds } from '../../shared/units.js';
import { ApprovalObserver } from './approval-observer.js';
import { CookerObserver } from './cooker-observer.js';
import type { Extent, Observed } from './observed.js';
import type { ThingKind } from './observation.js';
import { ProbeObserver } from './probe-observer.js';
import { WantedFacts } from './wanted-facts.js';

/** How long after an event it is looked, in ms: a start of a cook has gone on by then, and what comes together is seen at once. */
const AFTER_EVENT = milliseconds(50);
/** How often everything is looked at, in ms, since ages and timers change without an event. */
const EVERY = milliseconds(5_000);

/** The events after which something is looked at. */
const EVENTS: readonly (keyof EventMap)[] = [
  'cooker.reading',
  'cooker.listed',
  'cloud.changed',
  'thermometers.changed',
];

/** Takes what was observed. One look is taken after the other. */
export type Observer = (observed: Observed) => Promise<void> | void;

/** Observes the domain for the rules: after events, and from time to time. */
@Injectable()
export class FactWatch implements OnModuleDestroy {
  private readonly logger = new Logger('Alerts');
  private wanted = new WantedFacts([]);
  private observer: Observer | undefined;
  private leave: readonly Unsubscribe[] = [];
  private cancel: Cancel | undefined;
  private looking: Promise<void> | undefined;
  /** What is to be looked at once the present look has ended. */
  private next: Extent | undefined;

  constructor(
    private readonly cookers: CookerObserver,
    private readonly probes: ProbeObserver,
    private readonly approvals: ApprovalObserver,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Replaces the facts that are wanted, and looks at once. */
  want(wanted: WantedFacts): void {
    this.wanted = wanted;
    if (this.observer !== undefined) this.look('all');
  }

  /** Begins to observe. Called once the cooks, foods and sessions of an earlier process are restored. */
  begin(observer: Observer): void {
    this.observer = observer;
    const soon = { clock: this.clock, ms: AFTER_EVENT };
    this.leave = [
      this.events.onAny(EVENTS, soon, () => this.look('changed')),
      this.events.onAny(['approval'], soon, () => {
        this.approvals.outdate();
        this.look('changed');
      }),
    ];
    this.tick();
  }

  async onModuleDestroy(): Promise<void> {
    this.observer = undefined;
    for (const leave of this.leave) leave();
    this.cancel?.();
    await this.looking;
  }

  private tick(): void {
    this.cancel = this.clock.after(EVERY, () => this.tick());
    this.look('all');
  }

  private look(extent: Extent): void {
    this.next = this.next === 'all' ? 'all' : extent;
    this.looking ??= this.lookOn().finally(() => (this.looking = undefined));
  }

  private async lookOn(): Promise<void> {
    while (this.next !== undefined) {
      const extent = this.next;
      this.next = undefined;
      await this.lookOnce(extent);
    }
  }

  /** A failure must not end the watch: the next look comes in some seconds. */
  private async lookOnce(extent: Extent): Promise<void> {
    try {
      const observed = await this.observe(extent);
      await this.observer?.(observed);
    } catch (error) {
      this.logger.error(`The rules of alerts could not be judged: ${String(error)}`);
    }
  }

  private async observe(extent: Extent): Promise<Observed> {
    const { wanted, cookers, probes, approvals } = this;
    const observations = [
      ...(wanted.has('cooker') ? cookers.look(wanted, extent) : []),
      ...(await probes.look(wanted, extent)),
      ...(await approvals.look(wanted)),
    ];
    const present: readonly (readonly [ThingKind, ReadonlySet<string> | undefined])[] = [
      ['cooker', cookers.present],
      ['thermometer', probes.presentThermometers],
      ['probe', probes.presentProbes],
      ['approval', approvals.present],
    ];
    const known = present.flatMap(([kind, ids]) => (ids === undefined ? [] : [[kind, ids] as const]));
    return { observations, present: new Map(known) };
  }
}
