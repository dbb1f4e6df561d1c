import type { AlertRule } from '../rules/alert-rule.js';
import type { FactName, ThingKind } from './observation.js';

const NONE: ReadonlySet<FactName> = new Set();

/** The facts that the rules in force watch. What no rule watches is not worked out. */
export class WantedFacts {
  private readonly ofKind = new Map<ThingKind, Set<FactName>>();
  /** Of things that rules name, together with those of their kind. */
  private readonly ofThing = new Map<string, Set<FactName>>();

  constructor(rules: readonly AlertRule[]) {
    const enabled = rules.filter((rule) => rule.enabled);
    for (const { kind } of enabled) this.ofKind.set(kind, new Set());
    for (const { kind, thingId, condition } of enabled)
      if (thingId === null) this.ofKind.get(kind)!.add(condition.fact);
    for (const { kind, thingId, condition } of enabled)
      if (thingId !== null) this.ofNamed(kind, thingId).add(condition.fact);
  }

  /** Whether a rule watches a thing of this kind. */
  has(kind: ThingKind): boolean {
    return this.ofKind.has(kind);
  }

  /** The facts that are wanted of one thing. */
  of(kind: ThingKind, thingId: string): ReadonlySet<FactName> {
    return this.ofThing.get(keyOf(kind, thingId)) ?? this.ofKind.get(kind) ?? NONE;
  }

  private ofNamed(kind: ThingKind, thingId: string): Set<FactName> {
    const key = keyOf(kind, thingId);
    const known = this.ofThing.get(key) ?? new Set(this.ofKind.get(kind));
    this.ofThing.set(key, known);
    return known;
  }
}

const keyOf = (kind: ThingKind, thingId: string): string => `${kind}:${thingId}`;
