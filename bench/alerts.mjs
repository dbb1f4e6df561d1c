import { join, resolve } from 'node:path';
import { alertLatency } from './alert-latency.mjs';

const BUILD = resolve(import.meta.dirname, '../build/alerts');
const RULES = 200;
const PROBES = 50;
const ROUNDS = 2_000;
const WARM_UP = 300;
const SECOND = 1_000;
const FACTS = ['probe_celsius', 'probe_celsius_per_hour', 'data_age_seconds', 'minutes_to_target'];

const percentile = (times, share) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * share)];

/** What it costs to judge as many rules as there may be, and how soon a message is sent. */
export const alerts = async () => [...(await judging()), ...(await alertLatency())];

/** What it costs to judge them: about one thing, and about every probe. */
async function judging() {
  const [{ AlertBoard }, { MOST_RULES }] = await Promise.all(
    ['lifecycle/alert-board.js', 'rules/alert-rules.js'].map((file) => import(join(BUILD, file))),
  );
  if (MOST_RULES !== RULES) throw new Error(`There may be ${MOST_RULES} rules, and ${RULES} are measured`);
  const rows = [
    ['200 rules about one probe, none fires', 1, 1_000],
    ['200 rules about one probe, all fire', 1, 0],
    ['200 rules about 50 probes, none fires', PROBES, 1_000],
  ].map(([name, probes, limit]) => [name, timesOf(AlertBoard, probes, limit)]);
  return rows.flatMap(([name, times]) => [
    { name: `${name}, ms (median)`, ours: percentile(times, 0.5), mostOurs: 1 },
    { name: `${name}, ms (p99)`, ours: percentile(times, 0.99) },
  ]);
}

/** The times of evaluations, in ms. @param limit above which the rules hold */
function timesOf(AlertBoard, probes, limit) {
  let count = 0;
  const board = new AlertBoard(() => `alert-${count++}`);
  board.setRules(
    Array.from({ length: RULES }, (_, index) => ruleOf(index, limit)),
    0,
  );
  const times = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const observations = Array.from({ length: probes }, (_, index) => observationOf(index, round));
    const begun = performance.now();
    board.observe(observations, round * SECOND);
    times.push(performance.now() - begun);
  }
  return times.slice(WARM_UP);
}

const ruleOf = (index, limit) => ({
  id: `rule-${index}`,
  name: `Rule ${index}`,
  enabled: true,
  isDefault: false,
  isSafety: false,
  condition: { fact: FACTS[index % FACTS.length], above: limit, clearBy: 1 },
  kind: 'probe',
  thingId: null,
  forSeconds: 60,
  severity: 'info',
  quietHours: null,
  escalateAfterMinutes: null,
  channels: null,
  sendsResolved: false,
});

/** Every number changes each time, as those of real probes do. */
const observationOf = (index, round) => ({
  thing: { kind: 'probe', id: `probe-${index}`, name: `Probe ${index}`, cookerId: null },
  at: round * SECOND,
  facts: Object.fromEntries(FACTS.map((fact, place) => [fact, 20 + place + index + (round % 600) / 10])),
});
