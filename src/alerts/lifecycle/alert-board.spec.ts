import { makeAlert, makeRule } from '../../../test/harness/stored-alerts.js';
import type { Observation, Thing } from '../facts/observation.js';
import type { AlertRule } from '../rules/alert-rule.js';
import { AlertBoard } from './alert-board.js';

const COOKER: Thing = { kind: 'cooker', id: 'cooker-1', name: 'Cooker', cookerId: 'cooker-1' };
const SECOND = 1_000;
const MINUTE = 60_000;
/** The wall clock at the beginning of the monotonic one. */
const BEGIN = Date.parse('2026-03-01T12:00:00Z');

/** A board with rules, and what is observed of one cooker, at moments in ms. */
class Watched {
  private count = 0;
  readonly board = new AlertBoard(() => `alert-${++this.count}`);

  constructor(...rules: readonly AlertRule[]) {
    this.board.setRules(rules, BEGIN);
  }

  see(moment: number, facts: Observation['facts'], thing = COOKER) {
    const changes = this.board.observe([{ thing, at: BEGIN + moment, facts }], moment);
    return changes.map(({ change }) => change);
  }

  /** The flag of low water, every 5 s from a moment on, for so long. */
  hold(from: number, length: number, low: boolean | null = true) {
    const steps = Array.from({ length: length / 5_000 + 1 }, (_, index) => from + index * 5_000);
    return steps.flatMap((moment) => this.see(moment, { low_water: low }));
  }

  get only() {
    const [alert, ...others] = this.board.open();
    expect(others).toEqual([]);
    return alert;
  }
}

const waiting = makeRule({ forSeconds: 60 });

describe('The board of alerts', () => {
  it('fires at once where the rule waits for nothing', () => {
    const watched = new Watched(makeRule());
    expect(watched.see(0, { low_water: false })).toEqual([]);
    expect(watched.see(1, { low_water: true })).toEqual(['fired']);
    expect(watched.see(2, { low_water: true })).toEqual([]);
    expect(watched.only).toMatchObject({
      state: 'firing',
      firedAt: BEGIN + 1,
      value: true,
      valueAt: BEGIN + 2,
      fact: 'low_water',
      thing: COOKER,
    });
  });

  it('fires once the condition has held for as long as the rule says', () => {
    const watched = new Watched(waiting);
    expect(watched.hold(0, 55 * SECOND)).not.toContain('fired');
    expect(watched.only).toMatchObject({ state: 'pending', heldFor: 55 * SECOND, firedAt: null });
    expect(watched.see(60 * SECOND, { low_water: true })).toEqual(['fired']);
  });

  it('keeps nothing of an alert whose condition ends before', () => {
    const watched = new Watched(waiting);
    watched.hold(0, 55 * SECOND);
    expect(watched.see(58 * SECOND, { low_water: false })).toEqual(['dropped']);
    expect(watched.only).toBeUndefined();
    watched.hold(60 * SECOND, 55 * SECOND);
    expect(watched.only?.state).toBe('pending');
  });

  it('neither counts nor ends while the fact is not known', () => {
    const watched = new Watched(waiting);
    watched.hold(0, 30 * SECOND);
    watched.hold(35 * SECOND, 10 * MINUTE, null);
    expect(watched.only).toMatchObject({ state: 'pending', heldFor: 30 * SECOND });
    expect(watched.hold(15 * MINUTE, 25 * SECOND)).not.toContain('fired');
    expect(watched.hold(15 * MINUTE + 30 * SECOND, 0)).toEqual(['fired']);
    watched.hold(20 * MINUTE, 10 * MINUTE, null);
    expect(watched.only?.state).toBe('firing');
  });

  it('does not count a long time in which nothing was observed', () => {
    const watched = new Watched(makeRule({ forSeconds: 600 }));
    watched.see(0, { low_water: true });
    expect(watched.see(60 * MINUTE, { low_water: true })).toEqual(['progressed']);
    expect(watched.only?.heldFor).toBe(2 * MINUTE);
  });

  it('is over once the condition has been clear for half a minute, or does not apply any more', () => {
    const watched = new Watched(makeRule());
    watched.see(0, { low_water: true });
    expect(watched.hold(5 * SECOND, 25 * SECOND, false)).toEqual([]);
    expect(watched.see(36 * SECOND, {})).toEqual(['resolved']);
    expect(watched.only).toBeUndefined();
  });

  it('makes one alert of a value that flaps', () => {
    const watched = new Watched(makeRule());
    const changes = Array.from({ length: 500 }, (_, index) =>
      watched.see(index * 10 * SECOND, { low_water: index % 3 === 0 }),
    );
    expect(changes.flat()).toEqual(['fired']);
  });

  it('makes one alert more, and not many, of one that flaps slowly', () => {
    const watched = new Watched(makeRule());
    const changes = Array.from({ length: 50 }, (_, index) =>
      watched.hold(index * 3 * MINUTE, 175 * SECOND, index % 2 === 0),
    );
    expect(changes.flat()).toEqual(['fired', 'resolved', 'fired']);
  });

  it('makes an alert for the next food in the same cooker, also shortly after the last', () => {
    const watched = new Watched(makeRule({ isSafety: true }));
    const changes = Array.from({ length: 6 }, (_, index) =>
      watched.hold(index * MINUTE, 55 * SECOND, index % 2 === 0),
    );
    expect(changes.flat()).toEqual(['fired', 'resolved', 'fired', 'resolved', 'fired', 'resolved']);
  });

  it('keeps one alert of a rule about each thing', () => {
    const watched = new Watched(makeRule(), makeRule({ id: 'other' }));
    watched.see(0, { low_water: true });
    watched.see(0, { low_water: true }, { ...COOKER, id: 'cooker-2' });
    watched.see(0, { low_water: true }, { ...COOKER, kind: 'probe' });
    expect(watched.board.open().map(({ ruleId, thing }) => `${ruleId} ${thing.id}`)).toEqual([
      'low-water cooker-1',
      'other cooker-1',
      'low-water cooker-2',
      'other cooker-2',
    ]);
  });

  it('judges a rule about one thing by that alone', () => {
    const watched = new Watched(makeRule({ thingId: 'cooker-2' }));
    expect(watched.see(0, { low_water: true })).toEqual([]);
    expect(watched.see(0, { low_water: true }, { ...COOKER, id: 'cooker-2' })).toEqual(['fired']);
  });

  it('ends the alerts of a thing that is gone', () => {
    const watched = new Watched(makeRule(), makeRule({ id: 'slow', forSeconds: 60 }));
    watched.see(0, { low_water: true });
    expect(watched.board.only('probe', new Set(), BEGIN)).toEqual([]);
    expect(watched.board.only('cooker', new Set([COOKER.id]), BEGIN)).toEqual([]);
    const over = watched.board.only('cooker', new Set(['other']), BEGIN + 5);
    expect(over).toMatchObject([
      { change: 'resolved', alert: { state: 'resolved', resolvedBy: 'thing_gone', resolvedAt: BEGIN + 5 } },
      { change: 'dropped', alert: { ruleId: 'slow' } },
    ]);
    expect(watched.only).toBeUndefined();
  });

  it.each([
    ['switched off', [makeRule({ enabled: false })]],
    ['removed', []],
    ['about something else', [makeRule({ condition: { fact: 'cooker_fault' } })]],
    ['about another thing', [makeRule({ thingId: 'cooker-2' })]],
    ['waiting for longer', [makeRule({ forSeconds: 5 })]],
  ])('ends the alerts of a rule that is %s', (_how, rules) => {
    const watched = new Watched(makeRule());
    watched.see(0, { low_water: true });
    const over = watched.board.setRules(rules, BEGIN);
    expect(over).toMatchObject([{ change: 'resolved', alert: { resolvedBy: 'rule_changed' } }]);
  });

  it('goes on with the alerts of a rule that is only called or sent otherwise', () => {
    const watched = new Watched(makeRule());
    watched.see(0, { low_water: true });
    const changed = makeRule({ name: 'Fill up', channels: ['email'], escalateAfterMinutes: 1 });
    expect(watched.board.setRules([changed], BEGIN)).toEqual([]);
    expect(watched.only?.state).toBe('firing');
  });

  it('acknowledges an alert that fires, once, and lets it end', () => {
    const watched = new Watched(makeRule());
    watched.see(0, { low_water: true });
    expect(watched.board.acknowledge('alert-1', 'tablet', BEGIN + 9)?.alert).toMatchObject({
      state: 'acknowledged',
      acknowledgedAt: BEGIN + 9,
      acknowledgedBy: 'tablet',
    });
    expect(watched.board.acknowledge('alert-1', 'other', BEGIN + 10)).toBeUndefined();
    expect(watched.board.acknowledge('alert-2', 'other', BEGIN + 10)).toBeUndefined();
    expect(watched.hold(SECOND, 30 * SECOND, false)).toEqual(['resolved']);
  });

  it('does not acknowledge one that has not fired', () => {
    const watched = new Watched(waiting);
    watched.see(0, { low_water: true });
    expect(watched.board.acknowledge('alert-1', 'tablet', BEGIN)).toBeUndefined();
  });

  it('goes on after a restart with what it had held before', () => {
    const before = new Watched(waiting);
    before.hold(0, 45 * SECOND);
    const after = new Watched(waiting);
    after.board.restore(before.board.open(), { at: BEGIN + 60 * MINUTE, monotonic: 0 });
    expect(after.hold(SECOND, 10 * SECOND)).not.toContain('fired');
    expect(after.see(16 * SECOND, { low_water: true })).toEqual(['fired']);
  });

  it('does not fire again after a restart', () => {
    const before = new Watched(makeRule());
    before.see(0, { low_water: true });
    const after = new Watched(makeRule());
    expect(after.board.restore(before.board.open(), { at: BEGIN, monotonic: 0 })).toEqual([]);
    expect(after.board.restore(before.board.open(), { at: BEGIN, monotonic: 0 })).toEqual([]);
    expect(after.hold(0, 30 * SECOND)).toEqual([]);
    expect(after.only?.id).toBe('alert-1');
  });

  it('keeps the one that fired first of two about the same, when the stored ones are read late', () => {
    const watched = new Watched(makeRule());
    watched.see(0, { low_water: true });
    const moment = { at: BEGIN, monotonic: 0 };
    const pending = makeAlert({ id: 'pending', state: 'pending', firedAt: null });
    expect(watched.board.restore([pending], moment)).toMatchObject([
      { change: 'dropped', alert: { id: 'pending' }, rule: undefined },
    ]);
    const fired = makeAlert({ id: 'fired' });
    expect(watched.board.restore([fired], moment)).toMatchObject([
      { change: 'resolved', alert: { id: 'alert-1' }, rule: undefined },
    ]);
    expect(watched.only?.id).toBe('fired');
  });
});
