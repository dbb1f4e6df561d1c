import type { Approval } from '../../approvals/approval.js';
import type { Outcome } from '../../safety/verdict.js';
import { cited, nameInSentence } from '../../shared/printable.js';
import { instant } from '../status/instant.js';
import { inMinutes } from '../status/wording.js';

/** One fact that the owner decides by, for a page or a terminal. */
export interface ApprovalFact {
  readonly label: string;
  readonly text: string;
}

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
export const factsOf = (approval: Approval): readonly ApprovalFact[] =>
  [
    ['Asked by', askedBy(approval)],
    ...planFacts(approval),
    ['Verdict', OUTCOMES[approval.verdict.outcome]],
    ['Asked at', instant(new Date(approval.requestedAt))],
    ['Valid until', instant(new Date(approval.expiresAt))],
  ].map(([label = '', text = '']) => ({ label, text }));

function planFacts({ plan, cooker, verdict }: Approval): string[][] {
  const { target, hold, food, shape, startState, vulnerableConsumers } = plan;
  const assumed = verdict.thicknessAssumed ? ', assumed' : '';
  return [
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
  ];
}

const STARTS: Readonly<Record<Approval['plan']['startState'], string>> = {
  refrigerated: 'the fridge',
  room: 'room temperature',
  frozen: 'the freezer',
};
