import { isDeepStrictEqual } from 'node:util';
import { Chance } from './chance.js';

/** What a trial runs against, such as a server with its cloud. The bench opens and closes it. */
export interface Closable {
  close(): Promise<void>;
}

/** A row of the table: a fault, and how one trial of it goes. */
export interface FaultPlan<Harness extends Closable> {
  readonly row: number;
  readonly name: string;
  /** Trials of a whole run, and of the smaller one. */
  readonly full: number;
  readonly small: number;
  /** After so many trials another stage is opened; default 50. */
  readonly perStage?: number;
  /** Seconds that one trial may take; default 60. */
  readonly timeoutSeconds?: number;
  /** Whether all trials must happen in one process; default false. */
  readonly undivided?: boolean;
  open(): Promise<Harness>;
  /** What the trials on a stage have measured, in a few words. */
  figure?(harness: Harness): string;
  /** Throws what went wrong. All that differs between trials is drawn from `chance`. */
  attempt(harness: Harness, chance: Chance): Promise<void>;
}

/** Some trials of a row, from the first up to and without the last. */
export interface Trials {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** A trial that went wrong. */
export interface Failure {
  readonly trial: number;
  readonly why: string;
}

/** What came of some trials. */
export interface Findings {
  readonly failures: readonly Failure[];
  /** What the last stage has measured. */
  readonly figure?: string | undefined;
}

/** A row as the runner knows it. */
export interface Fault extends Pick<FaultPlan<Closable>, 'row' | 'name' | 'full' | 'small'> {
  readonly undivided: boolean;
  run(trials: Trials): Promise<Findings>;
}

/** Makes a row of its plan: opens stages, tries, and writes down what went wrong. */
export const fault = <Harness extends Closable>(plan: FaultPlan<Harness>): Fault => ({
  row: plan.row,
  name: plan.name,
  full: plan.full,
  small: plan.small,
  undivided: plan.undivided ?? false,
  run: (trials) => runAll(plan, trials),
});

async function runAll<Harness extends Closable>(
  plan: FaultPlan<Harness>,
  { seed, from, to }: Trials,
): Promise<Findings> {
  const failures: Failure[] = [];
  let harness: Harness | undefined;
  for (let trial = from, used = 0; trial < to; trial++, used++) {
    if (used % (plan.perStage ?? 50) === 0) harness = await closed(harness);
    try {
      harness ??= await plan.open();
      await within(plan.timeoutSeconds ?? 60, plan.attempt(harness, new Chance(seed, plan.row, trial)));
    } catch (error) {
      failures.push({ trial, why: explained(error) });
      // What a failed trial left behind must not fail the next.
      harness = await closed(harness);
    }
  }
  const figure = harness && plan.figure?.(harness);
  await closed(harness);
  return { failures, figure };
}

/** What went wrong, and the first place in a test where it did. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /test\/faults\/(?!fault\.ts|stage\.ts)/.test(line));
  return [error.message, ...places.slice(0, 1)].join('\n');
}

/** How long a stage may take to close, in seconds. */
const FAREWELL = 15;

async function closed(harness: Closable | undefined): Promise<undefined> {
  if (harness !== undefined) await within(FAREWELL, harness.close());
}

async function within(seconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ranOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Hangs: not done after ${seconds} s`)), seconds * 1000);
  });
  try {
    await Promise.race([work, ranOut]);
  } finally {
    clearTimeout(timer);
  }
}

/** How much of a value is shown. */
const LONGEST = 1_200;

/** @throws Error with what was seen unless that is `expected`, compared in depth */
export function same(what: string, seen: unknown, expected: unknown): void {
  if (isDeepStrictEqual(seen, expected)) return;
  throw new Error(`${what}: expected ${brief(expected)}, and saw ${brief(seen)}`);
}

/** @throws Error with what was seen unless it is true */
export function holds(what: string, truth: boolean, seen?: unknown): void {
  if (!truth) throw new Error(`Not so: ${what}; saw ${brief(seen)}`);
}

const brief = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};
