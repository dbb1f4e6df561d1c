import { Injectable } from '@nestjs/common';
import { planFacts, type ApprovalFact } from '../cooking/approvals/approval-facts.js';
import type { BrokenOffCook } from '../cooking/monitoring/broken-off-cook.js';
import type { RecordedCook } from '../cooking/record/cook-record.js';
import { UnfinishedCooks, type NotConfirmed } from '../cooking/recovery/unfinished-cooks.js';
import { instant } from '../cooking/status/instant.js';
import { CoddleError } from '../shared/errors.js';
import { printable, quoted } from '../shared/printable.js';
import type { OwnerCommand, PasswordNeed } from './owner-command.js';

/** Thrown when there is no food to confirm as thrown away. Only the owner's terminal shows the sentence. */
export class NothingToDiscardError extends CoddleError {
  readonly code = 'NOTHING_TO_DISCARD';
  readonly kind = 'refused';
}

/** The food that the owner is asked to confirm. */
export interface FoodToDiscard {
  readonly cook_id: string;
  /** Null when the food has no name. */
  readonly food: string | null;
  readonly cooker: string;
  readonly minutes_in_danger_zone: number;
  /** The plan of its cook and the verdict that allowed it; none for a cook that was started elsewhere. */
  readonly facts: readonly ApprovalFact[];
  readonly confirmed: boolean;
}

/** Why food cannot be confirmed as thrown away, for the owner. */
export const DISCARD_SENTENCES: Readonly<Record<NotConfirmed, string>> = {
  unknown: 'There is no cook with this id.',
  running: 'A cook is on at this cooker. Stop it first, throw the food away, then confirm.',
  'nothing-left': 'This cook left no food that must be confirmed as thrown away.',
};

/** The sentence when there is no id to suggest. */
const NOTHING_LEFT = 'No cook has left food that must be confirmed as thrown away.';

/** Records the owner's confirmation that the food of a broken-off cook was thrown away. */
@Injectable()
export class DiscardedCommand implements OwnerCommand {
  readonly name = 'discarded';

  constructor(private readonly unfinished: UnfinishedCooks) {}

  passwordFor({ confirmed }: Readonly<Record<string, unknown>>): PasswordNeed {
    return confirmed === true ? 'once-set' : 'never';
  }

  /** Without `confirmed: true` it only returns the food to confirm. @throws NothingToDiscardError */
  async run({ cook_id: cookId, confirmed }: Readonly<Record<string, unknown>>): Promise<FoodToDiscard> {
    const id = typeof cookId === 'string' ? cookId : '';
    const found = await (confirmed === true ? this.unfinished.confirm(id) : this.unfinished.find(id));
    if (typeof found === 'string') throw new NothingToDiscardError(this.sentenceFor(found));
    return toFood(found, confirmed === true);
  }

  /** Suggests the ids that can be entered, because a terminal shows no list of cooks. */
  private sentenceFor(reason: NotConfirmed): string {
    if (reason === 'running') return DISCARD_SENTENCES.running;
    const open = this.unfinished.open().map(commandFor);
    if (open.length > 0) return `${DISCARD_SENTENCES[reason]} These can be confirmed: ${open.join('; ')}.`;
    return reason === 'unknown' ? `${DISCARD_SENTENCES.unknown} ${NOTHING_LEFT}` : DISCARD_SENTENCES[reason];
  }
}

const commandFor = ({ cookId, cookerName, plan }: BrokenOffCook): string => {
  const food = plan.food?.trim() ? `the food ${quoted(plan.food.trim())}` : 'a food without a name';
  return `${food} on ${printable(cookerName)}, with coddle discarded ${cookId}`;
};

function factsOf({ cookerId, startedAt, plan, verdict, record }: RecordedCook): readonly ApprovalFact[] {
  const cooker = { id: cookerId, name: record.cookerName };
  const judged =
    plan === null || verdict === null ? [] : planFacts({ plan, verdict, cooker }, 'Verdict then');
  return [{ label: 'Started at', text: instant(new Date(startedAt)) }, ...judged];
}

const toFood = (cook: RecordedCook, confirmed: boolean): FoodToDiscard => ({
  cook_id: cook.cookId,
  food: cook.plan?.food?.trim() || null,
  cooker: cook.record.cookerName,
  minutes_in_danger_zone: cook.record.left?.minutes ?? 0,
  facts: factsOf(cook),
  confirmed,
});
