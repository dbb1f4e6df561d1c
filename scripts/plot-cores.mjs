// Draws the pictures of docs/food-safety.md by the built engine: `npm run plots`. With --check it changes nothing and
// fails when a picture differs.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawCorePlots } from '../dist/plots.js';

const foods = fileURLToPath(new URL('../config/foods', import.meta.url));

for (const { file, svg } of drawCorePlots(foods)) {
  const picture = new URL(`../docs/${file}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(picture, svg);
  } else if (readFileSync(picture, 'utf8') !== svg) {
    console.error(`docs/${file} is not what the engine draws: run npm run plots.`);
    process.exitCode = 1;
  }
}
