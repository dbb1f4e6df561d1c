import { makeAlertRule } from '../../../test/harness/alert-rules.js';
import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makeCookerState } from '../../../test/harness/readings.js';
import { EventBus } from '../../shared/event-bus.js';
import type { ApprovalObserver } from './approval-observer.js';
import type { CookerObserver } from './cooker-observer.js';
import { FactWatch } from './fact-watch.js';
import type { Extent, Observed } from './observed.js';
import type { Observation } from './observation.js';
import type { ProbeObserver } from './probe-observer.js';
import { WantedFacts } from './wanted-facts.js';

const COOKER: Observation = {
  thing: { kind: 'cooker', id: 'cooker-one', name: 'Kitchen', cookerId: 'cooker-one' },
  at: 0,
  facts: { must_discard: false },
};

/** A watch over one cooker, whose looks a test counts and holds up. */
class Watched {
  readonly clock = new DrivenClock();
  readonly events = new EventBus();
  readonly looks: Extent[] = [];
  readonly seen: Observed[] = [];
  outdated = 0;
  present: ReadonlySet<string> | undefined;
  /** What every look waits for. */
  held: Promise<void> = Promise.resolve();
  readonly watch: FactWatch;

  constructor() {
    const look = (_wanted: WantedFacts, extent: Extent) => {
      this.looks.push(extent);
      return [COOKER];
    };
    const { held } = this;
    const cookers = {
      look,
      get present() {
        return new Set(['cooker-one']);
      },
    };
    const probes = {
      look: () => this.held.then(() => []),
      presentProbes: undefined,
      presentThermometers: undefined,
    };
    const approvals = {
      look: () => held.then(() => []),
      outdate: () => void (this.outdated += 1),
      present: undefined,
    };
    this.watch = new FactWatch(
      cookers as unknown as CookerObserver,
      probes as unknown as ProbeObserver,
      approvals as unknown as ApprovalObserver,
      this.events,
      this.clock,
    );
    this.watch.want(new WantedFacts([makeAlertRule()]));
  }

  begin(): Promise<void> {
    this.watch.begin((observed) => void this.seen.push(observed));
    return this.settle();
  }

  async pass(ms: number): Promise<void> {
    await this.clock.elapse(ms);
    await this.settle();
  }

  /** Lets what is under way go on. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('FactWatch', () => {
  const watched = new Watched();
  afterAll(() => watched.watch.onModuleDestroy());

  it('looks at everything when it begins, and says which things there are where that is known', async () => {
    await watched.begin();
    expect(watched.looks).toEqual(['all']);
    expect(watched.seen).toEqual([
      { observations: [COOKER], present: new Map([['cooker', new Set(['cooker-one'])]]) },
    ]);
  });

  it('looks at what has changed a moment after an event, once for several', async () => {
    watched.looks.length = 0;
    watched.events.emit('cooker.reading', makeCookerState());
    watched.events.emit('thermometers.changed', { thermometerId: 'smoker' });
    await watched.settle();
    expect(watched.looks).toEqual([]);
    await watched.pass(50);
    expect(watched.looks).toEqual(['changed']);
  });

  it('looks at everything every five seconds', async () => {
    watched.looks.length = 0;
    await watched.pass(10_000);
    expect(watched.looks).toEqual(['all', 'all']);
  });

  it('reads the approvals again after one has changed', async () => {
    const change = {
      approvalId: 'one',
      principal: 'p',
      cookerId: 'c',
      state: 'pending',
      cookId: null,
      at: 0,
    } as const;
    watched.events.emit('approval', change);
    await watched.pass(50);
    expect(watched.outdated).toBe(1);
  });

  it('takes one look after the other, and one more for all that came meanwhile', async () => {
    watched.looks.length = 0;
    let release: () => void = () => undefined;
    watched.held = new Promise((resolve) => (release = resolve));
    for (let event = 0; event < 3; event++) {
      watched.events.emit('cooker.reading', makeCookerState());
      await watched.pass(50);
    }
    expect(watched.looks).toEqual(['changed']);
    release();
    await watched.settle();
    expect(watched.looks).toEqual(['changed', 'changed']);
  });

  it('goes on after a failure, which it logs', async () => {
    const log = CaughtLog.take();
    watched.held = Promise.reject(new Error('scalded'));
    await watched.pass(5_000);
    watched.held = Promise.resolve();
    const { length } = watched.seen;
    await watched.pass(5_000);
    expect(watched.seen).toHaveLength(length + 1);
    expect(log.at('error')).toEqual([expect.stringMatching(/scalded/)]);
  });

  it('looks at nothing that no rule wants', async () => {
    watched.watch.want(new WantedFacts([]));
    watched.looks.length = 0;
    await watched.pass(5_000);
    expect(watched.looks).toEqual([]);
  });

  it('ends', async () => {
    await watched.watch.onModuleDestroy();
    const { length } = watched.seen;
    watched.events.emit('cooker.reading', makeCookerState());
    await watched.pass(10_000);
    expect(watched.seen).toHaveLength(length);
  });
});
