import { REFUSALS as SAFETY_REFUSALS, type RefusalCode } from '../safety/rules/rules.js';
import type { ExamplePlan, Refusal } from '../safety/safety-rule.js';

/** What leads to a refusal for safety. Its message is not written down here: the engine itself is asked. */
export interface RefusalExample {
  readonly status: 400;
  /** When it is given, in one sentence. */
  readonly when: string;
  /** A body of /start-cook that is refused so in any state of the cooker. */
  readonly request: ExamplePlan;
}

/** What the rules of the safety engine refuse: nothing is sent, and no request can make it otherwise. */
export const REFUSALS = Object.fromEntries(
  Object.entries<Refusal>(SAFETY_REFUSALS).map(([code, { when, example }]): [string, RefusalExample] => [
    code,
    { status: 400, when, request: example },
  ]),
) as Readonly<Record<RefusalCode, RefusalExample>>;
