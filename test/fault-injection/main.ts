import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Failure, Fault } from './fault.js';
import { ROWS } from './rows.js';
import { table, type Outcome } from './table.js';
import type { Report, Task } from './worker.js';

const HELP = `Tries every fault that Coddle promises to survive.

  --small          fewer trials
  --only <rows>    only these rows, such as 6,10
  --seed <number>  the seed of all chance (default a random one)
  --trial <number> only this trial of each row
  --help           this text
`;

const OPTIONS = {
  small: { type: 'boolean', default: false },
  only: { type: 'string' },
  seed: { type: 'string' },
  trial: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** What the run was asked for. */
interface RunOptions {
  readonly small: boolean;
  readonly faults: readonly Fault[];
  readonly seed: number;
  readonly trial: number | undefined;
}

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
/** A row of many trials is shared out to so many processes. */
const PARTS = 4;
/** How long a process may take, in milliseconds. */
const WORKER_TIMEOUT = 20 * 60_000;
/** How many failed trials of a row are shown. */
const SHOWN = 5;

function parseOptions(args: readonly string[]): RunOptions | undefined {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help) return undefined;
  const only = values.only?.split(',').map((row) => whole('--only', row));
  const unknown = only?.filter((row) => !ROWS.some((fault) => fault.row === row)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no row ${unknown.join(', ')}`);
  return {
    small: values.small,
    faults: ROWS.filter(({ row }) => only?.includes(row) ?? true),
    seed: values.seed === undefined ? randomInt(2 ** 31) : whole('--seed', values.seed),
    trial: values.trial === undefined ? undefined : whole('--trial', values.trial),
  };
}

function whole(option: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`${option} takes whole numbers, and was given ${text}`);
  return Number(text);
}

function tasksOf(fault: Fault, { small, seed, trial }: RunOptions): Task[] {
  const { row } = fault;
  if (trial !== undefined) return [{ row, seed, from: trial, to: trial + 1 }];
  if (small) return [{ row, seed, from: 0, to: fault.small }];
  const parts = fault.undivided ? 1 : Math.min(PARTS, fault.full);
  const bound = (part: number) => Math.floor((fault.full * part) / parts);
  return Array.from({ length: parts }, (_, part) => ({ row, seed, from: bound(part), to: bound(part + 1) }));
}

/** Has a process of its own do it, so that a crash or a hang is one more failure. */
function carriedOut(task: Task): Promise<Report> {
  const begin = performance.now();
  const child = fork(WORKER, {
    execArgv: ['--expose-gc', '--enable-source-maps'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), WORKER_TIMEOUT);
  child.send(task);
  return new Promise((resolve) => {
    let report: Report | undefined;
    child.once('message', (message) => (report = message as Report));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      const why = `The process of trials ${task.from} to ${task.to - 1} ended with ${signal ?? `code ${code}`}`;
      const seconds = (performance.now() - begin) / 1000;
      resolve(report ?? { failures: [{ trial: task.from, why }], seconds });
    });
  });
}

/** Lets as many run at a time as there are processors. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const lanes = Array.from({ length: availableParallelism() }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  });
  await Promise.all(lanes);
}

async function runAll(options: RunOptions): Promise<Outcome[]> {
  const tasks = options.faults.flatMap((fault) => tasksOf(fault, options));
  const reports = new Map<Task, Report>();
  const outcomes: Outcome[] = [];
  await inTurn(tasks, async (task) => {
    reports.set(task, await carriedOut(task));
    const own = tasks.filter(({ row }) => row === task.row);
    if (own.some((one) => !reports.has(one))) return;
    outcomes.push(outcomeOf(own, reports, options));
  });
  return outcomes.toSorted((one, other) => one.row - other.row);
}

function outcomeOf(
  tasks: readonly Task[],
  reports: ReadonlyMap<Task, Report>,
  { faults, seed }: RunOptions,
): Outcome {
  const { row, name } = faults.find((fault) => fault.row === tasks[0]!.row)!;
  const own = tasks.map((task) => reports.get(task)!);
  const failures = own.flatMap((report) => report.failures);
  const outcome = {
    row,
    name,
    trials: tasks.reduce((sum, { from, to }) => sum + to - from, 0),
    failures: failures.length,
    seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
  };
  say(`${failures.length === 0 ? 'ok    ' : 'FAILED'} ${table([outcome]).split('\n')[1]}`);
  for (const { figure } of own) if (figure !== undefined) say(`       ${figure}`);
  for (const failure of failures.slice(0, SHOWN)) say(explained(failure, row, seed));
  return outcome;
}

const explained = ({ trial, why }: Failure, row: number, seed: number): string =>
  `  trial ${trial}: ${why}\n  again: npm run test:faults -- --only ${row} --seed ${seed} --trial ${trial}`;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) {
    say(HELP);
    return 0;
  }
  say(`Seed ${options.seed}`);
  const outcomes = await runAll(options);
  say(`\n${table(outcomes)}\n\nSeed ${options.seed}`);
  return outcomes.some(({ failures }) => failures > 0) ? 1 : 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(`${error instanceof Error ? error.message : String(error)}\nTry --help.`);
    process.exitCode = 1;
  },
);
