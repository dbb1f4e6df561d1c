import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { until } from './until.mjs';

/** The address of the dashboard of the example. */
export const DASHBOARD = 'cooking-example';
export const DOCUMENT = resolve(import.meta.dirname, '../../../docs/home-assistant.md');

/** The example of this name in the document: the block of YAML behind `<!-- example: NAME -->`. */
export function example(name) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const block = new RegExp(`<!-- example: ${name} -->\\s*\`\`\`yaml\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`The document has no example ${name}`);
  return block;
}

/** Whether Home Assistant has loaded the examples of the document, and whether their automations do what they say. */
export async function checkExamples({ home, server, say }) {
  say('The examples');
  const { views } = await home.ask('lovelace/config', { url_path: DASHBOARD });
  const states = await home.states();
  const named = [...JSON.stringify(views).matchAll(/"((?:sensor|binary_sensor|button|event)\.[a-z0-9_]+)"/g)];
  const absent = named.map(([, id]) => id).filter((id) => !states.has(id));
  const automations = [...states.values()].filter(({ entity_id: id }) => id.startsWith('automation.'));
  const isOff = automations
    .filter(({ state }) => state !== 'on')
    .map(({ entity_id: id }) => `${id} is not on`);
  return [
    {
      what: 'the dashboard is loaded',
      faults: named.length > 0 ? absent.map((id) => `${id} is absent`) : ['no entity'],
    },
    {
      what: 'both automations are loaded',
      faults: automations.length === 2 ? isOff : [`${automations.length} are`],
    },
    { what: 'the automation about a cook that is done acts', faults: await whenDone({ home, server }) },
  ];
}

/** Lets a short cook end, and waits for the notification. */
async function whenDone({ home, server }) {
  await server.startCook({ temperature_celsius: 66, time_minutes: 90, food_type: 'chicken' });
  const hasCome = async () => (await home.notifications()).some(({ title }) => title === 'Sous vide');
  return until(hasCome, 240_000, 'the notification').then(
    () => [],
    () => ['no notification came'],
  );
}
