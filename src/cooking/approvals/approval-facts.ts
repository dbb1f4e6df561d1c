import type { Approval } from '../../approvals/approval.js';
import type { Outcome } from '../../safety/verdict.js';
import { cited, nameInSentence } from '../../shared/printable.js';
import { instant } from '../status/instant.js';
import { inMinutes } from '../../shared/units.js';

/** One fact that the owner decides by, for a page or a terminal. */
export interface ApprovalFact {
  readonly label: string;
  readonly text: string;
}

/** A plan that was judged for a cooker. */
export type JudgedPlan = Pick<Approval, 'plan' | 'cooker' | 'verdict'>;

/** What a plan achieves, in words. */
const OUTCOMES: Readonly<Record<Outcome, string>> = {
  pasteurized: 'Safe: the food will be pasteurised.',
  unpasteurized_allowed: 'Allowed, but the food will not be pasteurised.',
  not_a_food_safety_matter: 'Heat is not needed to make this food safe.',
  rejected: 'Refused.',
};

/** Who asks, as a sentence: the words of the client are in quotes. */
export const askedBy = ({ asker: { id, name, host } }: Approval): string =>
  [cited(name), host !== null && ` of ${host}`, id !== name && ` (${id})`].filter(Boolean).join('');

/** The exact plan of an approval and its verdict, as the server understood them. The words of the client are in quotes. */
export const factsOf = (approval: Approval): readonly ApprovalFact[] => [
  { label: 'Asked by', text: askedBy(approval) },
  ...planFacts(approval),
  { label: 'Asked at', text: instant(new Date(approval.requestedAt)) },
  { label: 'Valid until', text: instant(new Date(approval.expiresAt)) },
];

/**
 * The plan of a start on a cooker and its verdict, as the server understood them. The words of the client are in quotes.
 * @param verdictLabel what the verdict is called
 */
export function planFacts(
  { plan, cooker, verdict }: JudgedPlan,
  verdictLabel = 'Verdict',
): readonly ApprovalFact[] {
  const { target, hold, food, shape, startState, vulnerableConsumers } = plan;
  const assumed = verdict.thicknessAssumed ? ', assumed' : '';
  return facts([
    [
      'Food',
      `${food === undefined ? 'not named' : cited(food)}, judged as ${verdict.foodClass.replaceAll('_', ' ')}`,
    ],
    ['Water', `${target} °C`],
    ['Time', inMinutes(hold)],
    ['Thickest point', `${verdict.thickness} mm${assumed}`],
    ...(shape === undefined ? [] : [['Shape', shape]]),
    ['Comes from', STARTS[startState]],
    ['Eaten by', vulnerableConsumers ? 'someone who falls ill easily' : 'healthy adults'],
    ['Cooker', `${nameInSentence(cooker.name)} (${cooker.id})`],
    [verdictLabel, OUTCOMES[verdict.outcome]],
  ]);
}

const facts = (pairs: readonly (readonly string[])[]): readonly ApprovalFact[] =>
  pairs.map(([label = '', text = '']) => ({ label, text }));

const STARTS: Readonly<Record<Approval['plan']['startState'], string>> = {
  refrigerated: 'the fridge',
  room: 'room temperature',
  frozen: 'the freezer',
};
