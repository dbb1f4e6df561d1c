import type { Approval } from '../../approvals/approval.js';
import { inMinutes } from '../../shared/units.js';
import { planSubject } from '../../safety/cook-plan.js';
import { nameAtHead, nameInSentence, visibleName } from '../../shared/printable.js';
import { observe, yes, type FactMakers } from './fact.js';
import { within } from './fact-words.js';
import type { FactName, Observation, Thing } from './observation.js';

/** A request for the owner's approval that waits, at one moment. */
export interface WaitingApproval {
  readonly approval: Approval;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** An approval as a thing that rules watch. It is gone once it is decided or has expired. */
export const approvalThing = ({ id, plan, cooker }: Approval): Thing => ({
  kind: 'approval',
  id,
  name: visibleName(plan.food?.trim() || 'a cook without a named food'),
  cookerId: cooker.id,
});

/** Observes an approval that waits. */
export const observeApproval = (known: WaitingApproval, wanted: ReadonlySet<FactName>): Observation =>
  observe({ thing: approvalThing(known.approval), known, at: known.at }, APPROVAL_FACTS, wanted);

const APPROVAL_FACTS: FactMakers<WaitingApproval> = { approval_waiting: (known) => yes(sentenceOf(known)) };

function sentenceOf({ approval: { plan, cooker, asker, expiresAt }, at }: WaitingApproval): string {
  const what = `${planSubject(plan)} at ${plan.target} °C for ${inMinutes(plan.hold)} on ${nameInSentence(cooker.name)}`;
  const left = within(Math.max(0, expiresAt - at) / 60_000);
  return `${what} waits for your approval. ${nameAtHead(asker.name)} asked for it; without an approval the request ends in ${left}.`;
}
