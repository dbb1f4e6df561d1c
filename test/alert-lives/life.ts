import type { FactName, Observation, ThingKind } from '../../src/alerts/facts/observation.js';
import type { AlertRule } from '../../src/alerts/rules/alert-rule.js';
import { DEFAULT_RULES } from '../../src/alerts/rules/default-rules.js';
import type { Chance } from '../fault-injection/chance.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Time between two observations of a thing, in milliseconds. */
export const OBSERVED_EVERY = 10 * SECOND;
/** What a crash may take from the observed time of a condition: the last sight of it, and what was not written yet. */
const LOST_IN_A_CRASH = 2 * OBSERVED_EVERY;

/** What is to be seen of a thing at a moment. */
type Sight = 'holds' | 'clear' | 'unknown';

/**
 * One life of an alert: a thing whose condition holds for a while and then ends, or that vanishes. It knows what the
 * server was shown, and so what it must make of that.
 */
export class Life {
  readonly thingId: string;
  readonly rule: AlertRule;
  readonly beginsAt: number;
  readonly endsAt: number;
  /** When a person acknowledges the alert, should there be one; Infinity for never. */
  readonly acknowledgedAt: number;
  /** Whether the thing vanishes where its condition would end. */
  readonly vanishes: boolean;
  /** Whether the alert must have fired by what was observed for certain. */
  mustFire = false;
  isAcknowledged = false;
  private readonly flaps: boolean;
  private readonly often: number;
  private heldFor = 0;
  private heldAt: number | undefined;

  constructor(
    index: number,
    private readonly chance: Chance,
  ) {
    this.rule = chance.pick(DEFAULT_RULES);
    this.thingId = `${this.rule.kind}-${index}`;
    this.beginsAt = chance.between(0, 60 * MINUTE);
    this.endsAt = this.beginsAt + chance.between(0, chance.pick([MINUTE, 10 * MINUTE, 60 * MINUTE]));
    this.acknowledgedAt = chance.happens(0.4) ? this.beginsAt + chance.between(0, 40 * MINUTE) : Infinity;
    this.vanishes = chance.happens(0.15);
    this.flaps = this.rule.forSeconds === 0 && chance.happens(0.15);
    this.often = chance.happens(0.2) ? 0.2 : 0;
  }

  get kind(): ThingKind {
    return this.rule.kind;
  }

  isThere(now: number): boolean {
    return now < this.endsAt || !this.vanishes;
  }

  /** What is seen of it now; nothing before it begins. @param wall in milliseconds since 1970 */
  observation(now: number, wall: number): readonly [Sight, Observation] | undefined {
    if (now < this.beginsAt || !this.isThere(now)) return undefined;
    const sight = this.sightAt(now);
    const { fact } = this.rule.condition;
    const thing = { kind: this.kind, id: this.thingId, name: 'Thing', cookerId: null };
    return [sight, { thing, at: wall, facts: { [fact]: valueOf(fact, sight) } }];
  }

  /** The server has taken this sight and written what follows. */
  wasSeen(sight: Sight, now: number): void {
    if (sight === 'clear' && !this.mustFire) this.heldFor = 0;
    if (sight === 'holds' && this.heldAt !== undefined) this.heldFor += now - this.heldAt;
    this.heldAt = sight === 'holds' ? now : undefined;
    if (sight === 'holds' && this.heldFor >= this.rule.forSeconds * SECOND) this.mustFire = true;
  }

  /** The server has crashed. */
  wasForgotten(): void {
    this.heldAt = undefined;
    this.heldFor = Math.max(0, this.heldFor - LOST_IN_A_CRASH);
  }

  private sightAt(now: number): Sight {
    if (this.chance.happens(this.often)) return 'unknown';
    if (now >= this.endsAt) return 'clear';
    return this.flaps && Math.floor(now / OBSERVED_EVERY) % 3 === 2 ? 'clear' : 'holds';
  }
}

/** A value of a fact for a sight, for each rule that comes with the server. */
function valueOf(fact: FactName, sight: Sight): number | boolean | null {
  if (sight === 'unknown') return null;
  if (fact === 'battery_percent') return sight === 'holds' ? 9 : 60;
  return sight === 'holds';
}
