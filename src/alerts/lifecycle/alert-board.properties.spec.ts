import fc from 'fast-check';
import { makeRule } from '../../../test/harness/stored-alerts.js';
import type { Thing } from '../facts/observation.js';
import { AlertBoard } from './alert-board.js';
import type { Alert, AlertState } from './alert.js';
import type { Transition } from './transition.js';

const THING: Thing = { kind: 'cooker', id: 'cooker-1', name: 'Cooker', cookerId: 'cooker-1' };
const ORDER: readonly AlertState[] = ['pending', 'firing', 'acknowledged', 'resolved'];
const FOR_SECONDS = 60;
const RULES = [makeRule(), makeRule({ id: 'slow', forSeconds: FOR_SECONDS })];

/** What can happen to alerts, after some milliseconds. */
type Happening = { readonly after: number } & (
  | { readonly kind: 'seen'; readonly low: boolean | null | undefined }
  | { readonly kind: 'restart' | 'acknowledge' | 'gone' | 'switch off' | 'switch on' }
  | { readonly kind: 'jump'; readonly by: number }
);

const seen = fc.record({
  kind: fc.constant('seen' as const),
  after: fc.integer({ min: 0, max: 40_000 }),
  low: fc.oneof(
    { weight: 6, arbitrary: fc.constant<boolean | null | undefined>(true) },
    { weight: 3, arbitrary: fc.constant<boolean | null | undefined>(false) },
    { weight: 2, arbitrary: fc.constantFrom<boolean | null | undefined>(null, undefined) },
  ),
});
const other = fc.record({
  kind: fc.constantFrom(
    'restart' as const,
    'acknowledge' as const,
    'gone' as const,
    'switch off' as const,
    'switch on' as const,
  ),
  after: fc.integer({ min: 0, max: 1_000 }),
});
const jump = fc.record({
  kind: fc.constant('jump' as const),
  after: fc.constant(0),
  by: fc.integer({ min: -86_400_000, max: 86_400_000 }),
});
const happenings = fc.array(
  fc.oneof({ weight: 12, arbitrary: seen }, { weight: 2, arbitrary: other }, { weight: 1, arbitrary: jump }),
  { minLength: 1, maxLength: 120 },
);

/** Runs happenings on boards, a new one after each restart, and keeps the life of each alert. */
class Run {
  private count = 0;
  private wall = Date.parse('2026-03-01T12:00:00Z');
  private monotonic = 0;
  private board = this.newBoard();
  private isOn = true;
  readonly lives = new Map<string, Alert[]>();
  readonly transitions: Transition[] = [];

  happen(happening: Happening): void {
    this.wall += happening.after;
    this.monotonic += happening.after;
    for (const transition of this.changes(happening)) {
      this.transitions.push(transition);
      const { alert } = transition;
      this.lives.set(alert.id, [...(this.lives.get(alert.id) ?? []), alert]);
    }
  }

  get open(): Alert[] {
    return this.board.open();
  }

  private changes(happening: Happening): readonly Transition[] {
    switch (happening.kind) {
      case 'seen':
        return this.board.observe(
          [
            {
              thing: THING,
              at: this.wall,
              facts: happening.low === undefined ? {} : { low_water: happening.low },
            },
          ],
          this.monotonic,
        );
      case 'jump':
        this.wall += happening.by;
        return [];
      case 'restart':
        return this.restart();
      case 'acknowledge':
        return this.open.flatMap(({ id }) => this.board.acknowledge(id, 'tablet', this.wall) ?? []);
      case 'gone':
        return this.board.only('cooker', new Set(), this.wall);
      case 'switch off':
      case 'switch on':
        this.isOn = happening.kind === 'switch on';
        return this.board.setRules(this.rules, this.wall);
    }
  }

  private get rules() {
    return RULES.map((rule) => ({ ...rule, enabled: this.isOn }));
  }

  private restart(): Transition[] {
    const alerts = JSON.parse(JSON.stringify(this.open)) as Alert[];
    this.monotonic = 0;
    this.board = this.newBoard();
    this.board.setRules(this.rules, this.wall);
    return this.board.restore(alerts, { at: this.wall, monotonic: 0 });
  }

  private newBoard(): AlertBoard {
    const board = new AlertBoard(() => `alert-${++this.count}`);
    board.setRules(RULES, this.wall);
    return board;
  }
}

const runOf = (all: readonly Happening[]): Run => {
  const run = new Run();
  for (const happening of all) run.happen(happening);
  return run;
};

describe('The lives of alerts, whatever happens', () => {
  const everyRun = (check: (run: Run, all: readonly Happening[]) => void) =>
    fc.assert(
      fc.property(happenings, (all) => check(runOf(all), all)),
      { numRuns: 300 },
    );

  it('never go back, and end once', () => {
    everyRun(({ lives }) => {
      for (const life of lives.values()) {
        const places = life.map(({ state }) => ORDER.indexOf(state));
        expect(places).toEqual(places.toSorted());
        expect(life.filter(({ state }) => state === 'resolved').length).toBeLessThanOrEqual(1);
        expect(life.slice(0, -1).some(({ state }) => state === 'resolved')).toBe(false);
      }
    });
  });

  it('are one at most for a rule and a thing', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const run = new Run();
        for (const happening of all) {
          run.happen(happening);
          const keys = run.open.map(({ ruleId, thing }) => `${ruleId} ${thing.id}`);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('fire once, and a slow one only after it was seen to hold for as long as its rule says', () => {
    everyRun(({ transitions }) => {
      const fired = transitions.filter(({ change }) => change === 'fired').map(({ alert }) => alert);
      expect(new Set(fired.map(({ id }) => id)).size).toBe(fired.length);
      for (const { ruleId, heldFor } of fired)
        if (ruleId === 'slow') expect(heldFor).toBeGreaterThanOrEqual(FOR_SECONDS * 1000);
    });
  });

  it('do not depend on the wall clock', () => {
    everyRun((run, all) => {
      const steady = runOf(all.filter(({ kind }) => kind !== 'jump'));
      const changes = ({ transitions }: Run) =>
        transitions.map(({ change, alert }) => `${change} ${alert.id}`);
      expect(changes(run)).toEqual(changes(steady));
    });
  });

  it('do not change where nothing is known', () => {
    everyRun((run, all) => {
      const before = run.transitions.length;
      for (const { after } of all) run.happen({ kind: 'seen', low: null, after });
      expect(run.transitions.length).toBe(before);
    });
  });

  it('fire the same alerts with restarts in between: none is forgotten, and none fires twice', () => {
    everyRun((run) => {
      const fired = run.transitions.filter(({ change }) => change === 'fired').length;
      const open = run.open.filter(({ state }) => state !== 'pending').length;
      const over = run.transitions.filter(({ change }) => change === 'resolved').length;
      expect(fired).toBe(open + over);
    });
  });
});
