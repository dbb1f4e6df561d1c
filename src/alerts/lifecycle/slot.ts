import type { Thing } from '../facts/observation.js';
import type { AlertRule } from '../rules/alert-rule.js';
import type { Judgement } from '../rules/condition.js';
import type { Alert, ResolvedBy } from './alert.js';

/** The longest time between two observations that counts as observed, in ms: facts come several times a minute. */
const LONGEST_GAP = 120_000;

/** One judgement of the condition of an alert. */
export interface Sighting {
  readonly judged: Judgement;
  readonly value: number | boolean | null;
  /** A sentence for a person. It is made only where it is shown. */
  readonly summary: () => string;
  /** By the wall clock, for showing, in milliseconds since 1970. */
  readonly at: number;
  /** By the monotonic clock, for durations, in milliseconds. */
  readonly monotonic: number;
}

/** An alert that is not over, and what its durations are counted from: on the monotonic clock of this process, in ms. */
export interface Slot {
  readonly alert: Alert;
  /** When its condition was last seen to hold; undefined after an unknown judgement and after a restart. */
  readonly heldAt: number | undefined;
  /** How long its condition has been seen clear since it last held. */
  readonly clearFor: number;
  /** When its condition was last seen clear; undefined as `heldAt`. */
  readonly clearAt: number | undefined;
  /** How long its condition must be seen clear before a fired alert is over: a value that flaps makes one alert. */
  readonly settleFor: number;
  /** The last time that it was seen to hold after it fired; `shown` puts that into the alert, where it is read. */
  readonly latest: Sighting | undefined;
}

/** The alert with its newest value. */
export function shown({ alert, latest }: Slot): Alert {
  if (latest === undefined) return alert;
  const { value, at } = latest;
  return { ...alert, value, valueAt: at, summary: value === alert.value ? alert.summary : latest.summary() };
}

/** The slot with another alert, such as one that is acknowledged. */
export const withAlert = (slot: Slot, alert: Alert): Slot => ({ ...slot, alert, latest: undefined });

/** The alert of an earlier process: its durations go on from what was stored. */
export const restoredSlot = (alert: Alert, settleFor: number): Slot => ({
  alert,
  heldAt: undefined,
  clearFor: 0,
  clearAt: undefined,
  settleFor,
  latest: undefined,
});

/** Begins an alert at the first sight of its condition; it fires at once where the rule waits for nothing. */
export function begin(rule: AlertRule, thing: Thing, seen: Sighting, id: string, settleFor: number): Slot {
  const alert: Alert = {
    id,
    ruleId: rule.id,
    ruleName: rule.name,
    fact: rule.condition.fact,
    isSafety: rule.isSafety,
    severity: rule.severity,
    thing,
    state: 'pending',
    pendingSince: seen.at,
    heldFor: 0,
    firedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    value: seen.value,
    valueAt: seen.at,
    summary: seen.summary(),
    escalations: 0,
  };
  const slot = { ...restoredSlot(alert, settleFor), heldAt: seen.monotonic };
  return rule.forSeconds <= 0 ? { ...slot, alert: fired(alert, seen) } : slot;
}

/**
 * Carries an alert on by one judgement.
 * @param forSeconds how long the rule waits
 * @returns the same slot where nothing changed; undefined for one that was pending and is clear: nothing of it is kept
 */
export function carryOn(slot: Slot, forSeconds: number, seen: Sighting): Slot | undefined {
  if (seen.judged === 'unknown') return withoutMarks(slot);
  if (slot.alert.state === 'pending')
    return seen.judged === 'holds' ? holdOn(slot, forSeconds, seen) : undefined;
  return seen.judged === 'holds' ? stayFired(slot, seen) : settle(slot, seen);
}

/** Ends an alert. */
export const resolved = (alert: Alert, by: ResolvedBy, at: number): Alert => ({
  ...alert,
  state: 'resolved',
  resolvedAt: at,
  resolvedBy: by,
});

/** Acknowledges an alert that fires; any other stays as it is. */
export const acknowledged = (alert: Alert, by: string, at: number): Alert =>
  alert.state === 'firing'
    ? { ...alert, state: 'acknowledged', acknowledgedAt: at, acknowledgedBy: by }
    : alert;

const fired = (alert: Alert, { at, value, summary }: Sighting): Alert => ({
  ...alert,
  state: 'firing',
  firedAt: at,
  value,
  valueAt: at,
  summary: summary(),
});

/** The time since a mark that counts as observed. */
const observedSince = (mark: number | undefined, now: number): number =>
  mark === undefined ? 0 : Math.min(Math.max(0, now - mark), LONGEST_GAP);

function withoutMarks(slot: Slot): Slot {
  if (slot.heldAt === undefined && slot.clearAt === undefined) return slot;
  return { ...slot, heldAt: undefined, clearAt: undefined };
}

function holdOn(slot: Slot, forSeconds: number, seen: Sighting): Slot {
  const heldFor = slot.alert.heldFor + observedSince(slot.heldAt, seen.monotonic);
  const alert = { ...slot.alert, heldFor };
  const isDue = heldFor >= forSeconds * 1000;
  return { ...slot, heldAt: seen.monotonic, alert: isDue ? fired(alert, seen) : alert };
}

const stayFired = (slot: Slot, seen: Sighting): Slot => ({
  ...slot,
  clearFor: 0,
  clearAt: undefined,
  latest: seen,
});

function settle(slot: Slot, seen: Sighting): Slot {
  const clearFor = slot.clearFor + observedSince(slot.clearAt, seen.monotonic);
  const clear = { ...slot, clearFor, clearAt: seen.monotonic, heldAt: undefined };
  return clearFor < slot.settleFor ? clear : withAlert(clear, resolved(shown(slot), 'condition', seen.at));
}
