import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LIVES_ON_A_STAGE } from './stage.js';
import { NOTHING, sumOf, tables, violationsOf } from './tally.js';
import type { Figures } from './verdict.js';
import type { Task } from './worker.js';

const HELP = `Leads alerts through their lives while the server crashes, channels fail and the clock jumps.

  --lives <number>  how many (default 1000)
  --seed <number>   the seed of all chance (default a random one)
  --stage <number>  only this stage: ${LIVES_ON_A_STAGE} lives on one server
  --help            this text
`;

const OPTIONS = {
  lives: { type: 'string', default: '1000' },
  seed: { type: 'string' },
  stage: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
/** Stages of one process, so that a crash or a hang of it is noticed soon. */
const STAGES_AT_ONCE = 8;
/** How long a process may take, in milliseconds. */
const WORKER_TIMEOUT = 10 * 60_000;
/** How many violations are shown. */
const SHOWN = 20;

function whole(option: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`${option} takes whole numbers, and was given ${text}`);
  return Number(text);
}

function tasksOf(lives: number, seed: number, stage: number | undefined): Task[] {
  if (stage !== undefined) return [{ seed, lives, from: stage, to: stage + 1 }];
  const stages = Math.ceil(lives / LIVES_ON_A_STAGE);
  return Array.from({ length: Math.ceil(stages / STAGES_AT_ONCE) }, (_, part) => ({
    seed,
    lives,
    from: part * STAGES_AT_ONCE,
    to: Math.min(stages, (part + 1) * STAGES_AT_ONCE),
  }));
}

/** Has a process of its own do it, so that its crash or hang is one more violation. */
function carriedOut(task: Task): Promise<Figures> {
  const child = fork(WORKER, {
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), WORKER_TIMEOUT);
  child.send(task);
  return new Promise((resolve) => {
    let figures: Figures | undefined;
    child.once('message', (message) => (figures = message as Figures));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      const why = `the process of stages ${task.from} to ${task.to - 1} ended with ${signal ?? `code ${code}`}`;
      resolve(figures ?? { ...NOTHING, wrong: [why] });
    });
  });
}

async function runAll(tasks: readonly Task[], done: (figures: Figures) => void): Promise<void> {
  const queue = [...tasks];
  const lanes = Array.from({ length: availableParallelism() }, async () => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) done(await carriedOut(task));
  });
  await Promise.all(lanes);
}

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ args: process.argv.slice(2), options: OPTIONS });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const seed = values.seed === undefined ? randomInt(2 ** 31) : whole('--seed', values.seed);
  const stage = values.stage === undefined ? undefined : whole('--stage', values.stage);
  say(`Seed ${seed}`);
  let sum = NOTHING;
  await runAll(
    tasksOf(whole('--lives', values.lives), seed, stage),
    (figures) => (sum = sumOf(sum, figures)),
  );
  const violations = violationsOf(sum);
  say(`\n${tables(sum)}\n`);
  for (const violation of violations.slice(0, SHOWN)) say(violation);
  if (violations.length > 0) say(`Again: npm run test:alerts -- --seed ${seed} --stage STAGE`);
  say(`Seed ${seed}`);
  return violations.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(`${error instanceof Error ? error.message : String(error)}\nTry --help.`);
    process.exitCode = 1;
  },
);
