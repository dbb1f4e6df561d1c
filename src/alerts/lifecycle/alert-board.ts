import { THING_KINDS, type Observation, type Thing, type ThingKind } from '../facts/observation.js';
import type { AlertRule } from '../rules/alert-rule.js';
import { judge } from '../rules/condition.js';
import { sentenceOf } from '../rules/condition-words.js';
import type { Alert, ResolvedBy } from './alert.js';
import { RecentEnds } from './recent-ends.js';
import {
  acknowledged,
  begin,
  carryOn,
  resolved,
  restoredSlot,
  shown,
  withAlert,
  type Sighting,
  type Slot,
} from './slot.js';
import type { Transition } from './transition.js';

/** A moment on two clocks, in milliseconds. */
export interface Moment {
  /** Since 1970, for showing. */
  readonly at: number;
  /** For durations. */
  readonly monotonic: number;
}

/**
 * All alerts that are not over, one at most for each rule and thing, and the rules that make them. It is a reducer with
 * a memory: no clock, no I/O, no chance of its own. Each method returns what has changed.
 */
export class AlertBoard {
  private rules: ReadonlyMap<ThingKind, readonly AlertRule[]> = new Map();
  private byId: ReadonlyMap<string, AlertRule> = new Map();
  /** By the thing, then by the rule. */
  private readonly slots = new Map<string, Map<string, Slot>>();
  private readonly ends = new RecentEnds();

  /** @param newId makes the id of an alert */
  constructor(private readonly newId: () => string) {}

  /** Every alert that is not over. */
  open(): Alert[] {
    return [...this.slots.values()].flatMap((slots) => [...slots.values()].map(shown));
  }

  find(alertId: string): Alert | undefined {
    return this.open().find(({ id }) => id === alertId);
  }

  /** The rule of an alert, as it is now. */
  ruleOf(alert: Alert): AlertRule | undefined {
    return this.byId.get(alert.ruleId);
  }

  /**
   * Goes on with the alerts of an earlier process. Where one about the same has begun in this process meanwhile, the one
   * that fired first stays.
   */
  restore(alerts: readonly Alert[], { at, monotonic }: Moment): Transition[] {
    return alerts.flatMap((alert) => {
      const slots = this.slotsOf(alert.thing);
      const later = slots.get(alert.ruleId);
      if (later?.alert.id === alert.id) return [];
      const earlier = restoredSlot(alert, this.ends.settleFor(alert, monotonic));
      const isLaterKept = later !== undefined && alert.state === 'pending' && later.alert.state !== 'pending';
      if (!isLaterKept) slots.set(alert.ruleId, earlier);
      const over = isLaterKept ? earlier : later;
      // Without a rule no message is sent: the other alert says it.
      return over === undefined ? [] : [endOf(over, 'condition', at, undefined)];
    });
  }

  /** Replaces the rules. Alerts of a rule that is gone, switched off, or watches something else now, are over. */
  setRules(rules: readonly AlertRule[], at: number): Transition[] {
    const before = this.byId;
    this.byId = new Map(rules.map((rule) => [rule.id, rule]));
    this.rules = new Map(
      THING_KINDS.map((kind) => [kind, rules.filter((rule) => rule.enabled && rule.kind === kind)]),
    );
    return this.endWhere(
      ({ ruleId, thing }) => {
        const rule = this.byId.get(ruleId);
        return rule === undefined || !mayWatch(rule, thing) || watchesElse(before.get(ruleId), rule);
      },
      'rule_changed',
      at,
    );
  }

  /** Judges every rule about the things that were observed. */
  observe(observations: readonly Observation[], monotonic: number): Transition[] {
    const transitions: Transition[] = [];
    for (const observation of observations) this.judgeAll(observation, monotonic, transitions);
    return transitions;
  }

  /** These are all things of a kind that there are: alerts about others are over. */
  only(kind: ThingKind, ids: ReadonlySet<string>, at: number): Transition[] {
    return this.endWhere(({ thing }) => thing.kind === kind && !ids.has(thing.id), 'thing_gone', at);
  }

  /** Undefined where no open alert has this id. */
  acknowledge(alertId: string, by: string, at: number): Transition | undefined {
    return this.change(alertId, 'acknowledged', (alert) => acknowledged(alert, by, at));
  }

  /** Counts one more escalation. */
  escalate(alertId: string): Transition | undefined {
    return this.change(alertId, 'escalated', (alert) => ({ ...alert, escalations: alert.escalations + 1 }));
  }

  private judgeAll(observation: Observation, monotonic: number, transitions: Transition[]): void {
    const { thing, facts } = observation;
    const slots = this.slots.get(keyOf(thing));
    for (const rule of this.rules.get(thing.kind) ?? []) {
      if (rule.thingId !== null && rule.thingId !== thing.id) continue;
      const slot = slots?.get(rule.id);
      const isHeld = slot !== undefined && slot.alert.state !== 'pending';
      const judged = judge(rule.condition, facts, isHeld);
      if (slot === undefined && judged !== 'holds') continue;
      const value = facts[rule.condition.fact] ?? null;
      const summary = () => sentenceOf(rule, observation);
      const transition = this.step(slot, rule, thing, {
        judged,
        value,
        summary,
        at: observation.at,
        monotonic,
      });
      if (transition !== undefined) transitions.push(transition);
    }
  }

  private step(
    slot: Slot | undefined,
    rule: AlertRule,
    thing: Thing,
    seen: Sighting,
  ): Transition | undefined {
    const next = slot === undefined ? this.begin(rule, thing, seen) : carryOn(slot, rule.forSeconds, seen);
    if (next === slot) return undefined;
    this.keep(thing, rule.id, next, seen.monotonic);
    const change = changeOf(slot?.alert, next?.alert);
    return change && { change, alert: (next ?? slot)!.alert, rule };
  }

  private begin(rule: AlertRule, thing: Thing, seen: Sighting): Slot {
    const about = { thing, ruleId: rule.id, isSafety: rule.isSafety };
    return begin(rule, thing, seen, this.newId(), this.ends.settleFor(about, seen.monotonic));
  }

  private keep(thing: Thing, ruleId: string, slot: Slot | undefined, monotonic: number): void {
    if (slot !== undefined && slot.alert.state !== 'resolved') {
      this.slotsOf(thing).set(ruleId, slot);
      return;
    }
    if (slot !== undefined) this.ends.note(slot.alert, monotonic);
    this.remove(thing, ruleId);
  }

  private change(
    alertId: string,
    change: 'acknowledged' | 'escalated',
    make: (alert: Alert) => Alert,
  ): Transition | undefined {
    for (const slots of this.slots.values()) {
      for (const [ruleId, slot] of slots) {
        if (slot.alert.id !== alertId) continue;
        const before = shown(slot);
        const alert = make(before);
        if (alert === before) return undefined;
        slots.set(ruleId, withAlert(slot, alert));
        return { change, alert, rule: this.ruleOf(alert) };
      }
    }
    return undefined;
  }

  private endWhere(isOver: (alert: Alert) => boolean, by: ResolvedBy, at: number): Transition[] {
    const over = [...this.slots.values()].flatMap((slots) =>
      [...slots.values()].filter(({ alert }) => isOver(alert)),
    );
    for (const { alert } of over) this.remove(alert.thing, alert.ruleId);
    return over.map((slot) => endOf(slot, by, at, this.ruleOf(slot.alert)));
  }

  private remove(thing: Thing, ruleId: string): void {
    const slots = this.slots.get(keyOf(thing));
    slots?.delete(ruleId);
    if (slots?.size === 0) this.slots.delete(keyOf(thing));
  }

  private slotsOf(thing: Thing): Map<string, Slot> {
    const key = keyOf(thing);
    let slots = this.slots.get(key);
    if (slots === undefined) this.slots.set(key, (slots = new Map<string, Slot>()));
    return slots;
  }
}

const keyOf = ({ kind, id }: Thing): string => `${kind}:${id}`;

/** Whether a rule makes alerts about a thing. */
const mayWatch = ({ enabled, kind, thingId }: AlertRule, thing: Thing): boolean =>
  enabled && kind === thing.kind && (thingId === null || thingId === thing.id);

/** Whether a rule became true of something else than before; its name, its channels and hours do not matter. */
function watchesElse(before: AlertRule | undefined, after: AlertRule): boolean {
  if (before === undefined) return false;
  const watched = ({ condition, kind, forSeconds }: AlertRule) =>
    JSON.stringify([condition, kind, forSeconds]);
  return watched(before) !== watched(after);
}

function endOf(slot: Slot, by: ResolvedBy, at: number, rule: AlertRule | undefined): Transition {
  const alert = shown(slot);
  return alert.state === 'pending'
    ? { change: 'dropped', alert, rule }
    : { change: 'resolved', alert: resolved(alert, by, at), rule };
}

/** What a step changed; undefined where only the newest value of a fired alert did, or a mark of time. */
function changeOf(before: Alert | undefined, after: Alert | undefined): Transition['change'] | undefined {
  if (after === undefined) return 'dropped';
  if (before === undefined) return after.state === 'pending' ? 'began' : 'fired';
  if (before.state === after.state)
    return after.state === 'pending' && after.heldFor !== before.heldFor ? 'progressed' : undefined;
  return after.state === 'resolved' ? 'resolved' : 'fired';
}
