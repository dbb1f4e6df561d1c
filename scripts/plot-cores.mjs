// Draws the pictures of docs/food-safety.md by the built engine: `npm run plots`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawCorePlots } from '../dist/plots.js';

const foods = fileURLToPath(new URL('../config/foods', import.meta.url));

for (const { file, svg } of drawCorePlots(foods)) {
  writeFileSync(new URL(`../docs/${file}`, import.meta.url), svg);
}
