import { JournalStore, type JournalRecord } from '../../src/storage/journal-store.js';
import type { ApiResponse, Json } from './api.js';
import type { TestApp } from './test-app.js';
import { until } from './until.js';

/** Chicken at 65 °C for 90 minutes; a journey says only what matters to it. */
export const chicken = (known: Json = {}): Json => ({
  temperature_celsius: 65,
  time_minutes: 90,
  food_type: 'chicken',
  ...known,
});

/** The commands that reached the cloud, by name. */
export const sent = ({ cloud }: TestApp): string[] => cloud.received.map(({ command }) => command);

const STEP = 1_000;

/**
 * Lets `ms` milliseconds of the driven clock pass a second at a time, with real time between the steps
 * for the sockets to deliver what was pushed.
 */
export async function letPass({ clock }: Pick<TestApp, 'clock'>, ms: number): Promise<void> {
  for (let rest = ms; rest > 0; rest -= STEP) {
    await clock.elapse(Math.min(STEP, rest));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Sends a request, and advances time until the response is there: at most 20 s, as the contract allows. */
export async function responseOf<Body>(
  testApp: Pick<TestApp, 'clock'>,
  call: Promise<ApiResponse<Body>>,
): Promise<ApiResponse<Body>> {
  let response: ApiResponse<Body> | undefined;
  void call.then((given) => (response = given));
  await driveUntil(testApp, () => response !== undefined);
  return response ?? Promise.reject(new Error('No response within 20 s'));
}

/** Advances time until a promise is settled: at most 20 s. */
export async function untilSettled<Value>(
  testApp: Pick<TestApp, 'clock'>,
  promise: Promise<Value>,
): Promise<Value> {
  let isSettled = false;
  const settle = () => void (isSettled = true);
  promise.then(settle, settle);
  await driveUntil(testApp, () => isSettled);
  return promise;
}

/** Driven time after which each step leaves the machine more of its own time: a loaded disk takes longer than a step. */
const QUICK = 5_000;
const SLOW_STEP = 25;
/** What is left after the driven time can only be work of the machine. */
const LONGEST_WORK = 10_000;

async function driveUntil(testApp: Pick<TestApp, 'clock'>, isDone: () => boolean): Promise<void> {
  for (let passed = 0; !isDone() && passed < 20_000; passed += STEP / 2) {
    await letPass(testApp, STEP / 2);
    if (passed >= QUICK && !isDone()) await realTime(SLOW_STEP);
  }
  for (let waited = 0; !isDone() && waited < LONGEST_WORK; waited += SLOW_STEP) await realTime(SLOW_STEP);
}

const realTime = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Stops, and waits until the end of the stop is on the disk, for which its response does not wait. */
export async function stopAndJournal(testApp: TestApp): Promise<void> {
  await responseOf(testApp, testApp.api.post('/stop-cook'));
  const journal = testApp.app.get(JournalStore, { strict: false });
  const isEnd = ({ kind, stage }: JournalRecord) => kind === 'stop' && stage === 'verified';
  await until(async () => (await journal.after(0, 100)).some(isEnd), true);
}

/** Waits until the status shows this. */
export async function untilStatus(testApp: TestApp, expected: Json): Promise<void> {
  await until(async () => {
    const { body } = await testApp.api.get('/status');
    return Object.fromEntries(Object.keys(expected).map((name) => [name, body[name]]));
  }, expected);
}
