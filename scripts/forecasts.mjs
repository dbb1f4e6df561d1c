/**
 * Makes docs/forecasts.md and its pictures from a folder of recorded cooks: `npm run forecasts -- FOLDER`. With --score it
 * changes nothing, and prints a table of every file in the folder, by the margins in use.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { forecastsPage, scoreFolder } from '../dist/forecasts.js';

const DOCS = resolve(import.meta.dirname, '../docs');
const words = process.argv.slice(2);
const [folder] = words.filter((word) => !word.startsWith('--'));
if (folder === undefined) {
  console.error('Name the folder of the recorded cooks: npm run forecasts -- FOLDER');
  process.exitCode = 2;
} else if (words.includes('--score')) {
  console.log(scoreFolder(resolve(folder)));
} else {
  for (const { file, content } of forecastsPage(resolve(folder))) {
    const path = resolve(DOCS, file);
    const isPage = file.endsWith('.md');
    const text = isPage ? await format(content, { ...(await resolveConfig(path)), filepath: path }) : content;
    writeFileSync(path, text);
    console.log(`docs/${file}`);
  }
}
