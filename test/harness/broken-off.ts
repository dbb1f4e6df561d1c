import type { Json } from './api.js';
import { responseOf, letPass, untilStatus } from './journey.js';
import type { TestApp } from './test-app.js';

/** Milliseconds of one step of the clock: short enough for the cooker's reports to keep the connection open. */
const STRIDE = 20_000;
const HOUR = 3600_000;

/** Pork shoulder of 30 mm at 65.6 °C for 30 hours. */
export const pork = (known: Json = {}): Json => ({
  temperature_celsius: 65.6,
  time_minutes: 1800,
  food_type: 'pork shoulder',
  thickness_mm: 30,
  ...known,
});

/** Lets minutes pass on the driven clock. */
export async function minutesPass({ clock }: TestApp, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes * 60_000; passed += STRIDE) {
    await clock.elapse(STRIDE);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Starts pork. @returns the id of its cook */
export async function begin(testApp: TestApp, plan: Json = pork()): Promise<string> {
  const { status, body } = await responseOf(testApp, testApp.api.post('/start-cook', plan));
  expect(status).toBe(200);
  await letPass(testApp, 4_000);
  return String(body['cook_id']);
}

/** The connection and the heater are away, and the cooker comes back idle in water of this temperature. */
export async function breakOff(testApp: TestApp, ms = 5 * HOUR, water = 32): Promise<void> {
  testApp.cooker.unplug();
  await testApp.clock.elapse(ms);
  testApp.cooker.setWater(water);
  testApp.cooker.plugIn();
  await minutesPass(testApp, 1);
}

/** Pork that was pasteurised, and then lay in cooling water for five hours. @returns the id of its cook */
export async function spoil(testApp: TestApp): Promise<string> {
  const id = await begin(testApp);
  await untilStatus(testApp, { timer: 'running' });
  await minutesPass(testApp, 90);
  const { safety } = (await testApp.api.get('/status')).body;
  expect(safety).toMatchObject({ pasteurized: true, error: null });
  await breakOff(testApp);
  await untilStatus(testApp, { state: 'idle', cook: null });
  return id;
}
