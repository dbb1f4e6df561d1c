import { letPass } from '../harness/journey.js';
import type { TestApp } from '../harness/test-app.js';

const STEP = 500;
/** As long as the contract lets a call take. */
const LONGEST = 20_000;

/** Lets time pass until something has ended, at most 20 s, and gives back how. */
export async function whileTimePasses<Result>(testApp: TestApp, call: Promise<Result>): Promise<Result> {
  let ended = false;
  const settled = call.finally(() => (ended = true));
  settled.catch(() => undefined);
  for (let passed = 0; !ended && passed < LONGEST; passed += STEP) await letPass(testApp, STEP);
  if (!ended) throw new Error('No end within 20 s');
  return settled;
}
