import type { CookPlan } from '../../src/safety/cook-plan.js';
import { ApprovedCook } from '../../src/safety/safety.service.js';
import type { AdversarialTestApp } from './adversarial-test-app.js';
import { bodyOf, type AdversarialPlan } from './adversarial-plans.js';
import { makePrincipal } from './principals.js';
import { refusalOf } from '../oracle/oracle.js';

/** Ways to ask for a plan, or for this plan and another one, that only one of them may come of. */
type Ask = (testApp: AdversarialTestApp, asked: Asked) => Promise<unknown>;

/** A plan, the plan that was requested before it, and an unused id. */
interface Asked {
  readonly one: AdversarialPlan;
  readonly other: AdversarialPlan;
  readonly id: string;
}

const direct = ({ plan }: AdversarialPlan, body: string, requestId?: string) => ({
  principal: makePrincipal(),
  plan,
  body,
  requestId,
});
/** A body with one piece of it replaced. */
const forged = (plan: AdversarialPlan, from: string | RegExp, to: string) =>
  bodyOf(plan).replace(from, () => to);

/** Every way to ask for a start, the plain and the odd ones. What one has started is over before the next. */
const ASKS: readonly Ask[] = [
  (testApp, { one }) => testApp.post(bodyOf(one)),
  (testApp, { one, id }) => testApp.post(bodyOf(one, id)),
  (testApp, { one, id }) => testApp.post(bodyOf(one, id)),
  (testApp, { one, id }) => testApp.post(bodyOf(one), id),
  (testApp, { other, id }) => testApp.post(bodyOf(other, id)),
  (testApp, { other, id }) => testApp.post(bodyOf(other), id),
  (testApp, { one, id }) => testApp.post(bodyOf(one, `${id} `), id),
  (testApp, { one, id }) => testApp.start(direct(one, id)),
  (testApp, { one, other, id }) => twice(testApp.start(direct(one, id)), testApp.start(direct(other, id))),
  (testApp, { one, other, id }) =>
    twice(testApp.start(direct(one, id, id)), testApp.start(direct(other, id, id))),
  (testApp, { one, other, id }) =>
    twice(testApp.post(bodyOf(other, `${id}b`)), testApp.post(bodyOf(one, `${id}b`))),
  (testApp, { one, other }) => twice(testApp.post(bodyOf(one)), testApp.start(direct(other, bodyOf(one)))),
  (testApp, { one }) => testApp.post(forged(one, '{', '{"force":true,')),
  (testApp, { one }) => testApp.post(forged(one, '{', '{"__proto__":{"temperature_celsius":65},')),
  (testApp, { one }) =>
    testApp.post(forged(one, /"temperature_celsius":[^,]*/u, '"temperature_celsius":"65"')),
  (testApp, { one }) => testApp.post(forged(one, /"time_minutes":[^,]*/u, '"time_minutes":"90"')),
  (testApp, { one, id }) => testApp.start({ ...direct(one, id), deviceId: id }),
  (testApp, { one, id }) => twice(testApp.start(direct(one, id)), testApp.start(direct(one, id))),
  (testApp, { one, id }) => twice(testApp.post(bodyOf(one, `${id}c`)), testApp.post(bodyOf(one, `${id}c`))),
];

const twice = (...calls: readonly Promise<boolean>[]) => Promise.all(calls);

/**
 * Requests a plan in every way, and checks all that reaches the cooker.
 * @returns whether any of it did
 * @throws Error for the first cook that must not
 */
export async function askEverywhere(testApp: AdversarialTestApp, asked: Asked): Promise<boolean> {
  let any = false;
  for (const [at, ask] of ASKS.entries()) {
    await ask(testApp, asked);
    const cooks = await testApp.startedSince();
    if (cooks.length > 1) throw new Error(`Ask ${at} started ${cooks.length} cooks`);
    for (const cook of cooks) {
      const wrong = againstCook(cook, asked);
      if (wrong !== undefined) throw new Error(`Ask ${at} started ${keyOf(cook.plan)}: ${wrong}`);
      any = true;
    }
  }
  return any;
}

/** What the oracle has against a cook that reached the cooker. */
function againstCook(cook: ApprovedCook, { one, other }: Asked): string | undefined {
  if (!ApprovedCook.isGenuine(cook)) return 'it is no genuine approval';
  const origin = [one, other].find(({ plan }) => keyOf(asStrict(plan, cook.plan)) === keyOf(cook.plan));
  if (origin === undefined) return 'it was not asked for';
  // What was sent before may only make a plan stricter, so it must be safe without that too.
  return against(cook.plan, origin) ?? against(origin.plan, origin);
}

/** A plan with what another one adds to it on the strict side. */
const asStrict = (plan: CookPlan, strict: CookPlan): CookPlan => ({
  ...plan,
  thickness: plan.thickness ?? strict.thickness,
  startState: strict.startState === 'frozen' ? 'frozen' : plan.startState,
  vulnerableConsumers: plan.vulnerableConsumers || strict.vulnerableConsumers,
});

/** One reading under which the plan is safe is enough. */
function against(plan: CookPlan, { suspect }: AdversarialPlan): string | undefined {
  const reasons = suspect.readings.map((foods) => refusalOf(plan, foods));
  return reasons.includes(undefined) ? undefined : reasons.join(', or ');
}

const keyOf = ({ target, hold, food, thickness, shape, startState, vulnerableConsumers }: CookPlan): string =>
  JSON.stringify([target, hold, food, thickness, shape, startState, vulnerableConsumers]);
