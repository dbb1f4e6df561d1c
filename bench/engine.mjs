import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { KEY, Server } from './servers.mjs';
import { callOf, Client } from './load.mjs';
import { names, plans } from './plans.mjs';

const BUILD = resolve(import.meta.dirname, '../build/safety');
const FOODS = resolve(import.meta.dirname, '../config/foods');
const CHECKS = 2_000;
const REVIEWS = 3_000;
const NAMES = 3_000;
const WARM_UP = 600;
const COOKS = 5;
/** A cook of chicken, with a reading every two seconds. */
const COOK_SECONDS = 90 * 60;
const READING_SECONDS = 2;

const MB = 1024 * 1024;

const timed = (run) => {
  const begun = performance.now();
  run();
  return performance.now() - begun;
};

const percentile = (times, share) =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * share)];
const quarters = (name, times, median, p99) => [
  { name: `${name}, ms (median)`, ours: percentile(times, 0.5), mostOurs: median },
  { name: `${name}, ms (p99)`, ours: percentile(times, 0.99), mostOurs: p99 },
];

const toPlan = ({
  food_type,
  temperature_celsius,
  time_minutes,
  thickness_mm,
  start_state,
  vulnerable_consumers,
}) => ({
  food: food_type,
  target: temperature_celsius,
  hold: time_minutes,
  thickness: thickness_mm,
  startState: start_state,
  vulnerableConsumers: vulnerable_consumers,
  cookerType: 'a7',
});

/** What the safety engine costs: its data, a verdict, a reading of a cook it follows, and its memory. */
export async function engine() {
  const [{ loadFoodCatalogue }, { makeRules }, { Judge }] = await Promise.all(
    ['foods/food-catalogue.js', 'rules/rules.js', 'judge.js'].map((file) => import(join(BUILD, file))),
  );
  const before = memory();
  let foods;
  const load = timed(() => (foods = loadFoodCatalogue(FOODS)));
  foods.understand('chicken');
  const catalogue = memory() - before;
  const named = names(NAMES + WARM_UP).map((name) => timed(() => foods.understand(name)));
  const judge = new Judge(makeRules(), foods);
  const all = plans(WARM_UP + REVIEWS).map(toPlan);
  const times = all.map((plan) => timed(() => judge.judge(plan))).slice(WARM_UP);
  const follow = Array.from({ length: COOKS }, () => followed(judge));
  const after = memory();
  return [
    { name: 'the food data loads, ms', ours: load, mostOurs: 30 },
    // It was 1.9 MB when it knew names alone, without measures and everyday words.
    { name: 'the catalogue with its index, MB', ours: catalogue, mostOurs: 4.9 },
    ...quarters('a food name is understood', named.slice(WARM_UP), 0.1, undefined),
    ...quarters('a verdict, alternatives included', times, 1, undefined),
    {
      name: 'the monitor, ms for a reading',
      ours: Math.min(...follow.map(({ each }) => each)),
      mostOurs: 0.2,
    },
    { name: 'the engine and a monitor, MB', ours: after - before, mostOurs: 10 },
  ];
}

/** A whole cook, kept so that its memory counts. */
function followed(judge) {
  const monitor = judge.follow(toPlan({ ...plans(1)[0], temperature_celsius: 65, time_minutes: 90 }));
  const took = timed(() => {
    for (let at = 0; at <= COOK_SECONDS; at += READING_SECONDS)
      monitor.follow({ at: at * 1000, water: 65, target: 65 });
  });
  return { each: took / (COOK_SECONDS / READING_SECONDS), monitor };
}

/** MB in use after a collection, where Node runs with --expose-gc. */
function memory() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / MB;
}

/** How long a client waits for the verdict on a new plan. */
export async function checks(cloud, core) {
  const server = await Server.start('ours', cloud.address, core);
  const client = await Client.open(server.port);
  const times = [];
  for (const body of plans(WARM_UP + CHECKS)) {
    const call = callOf('POST', '/check-cook', KEY, { body });
    const begun = performance.now();
    const status = await client.call(call);
    times.push(performance.now() - begun);
    if (status !== 200) throw new Error(`${status} instead of 200: ${client.response}`);
  }
  client.close();
  await server.end();
  return quarters('POST /check-cook', times.slice(WARM_UP), 2, 10);
}
