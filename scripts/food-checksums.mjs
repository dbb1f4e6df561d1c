// Writes the SHA-256 of every file in config/foods into the source, after the files were changed and reviewed:
// `npm run checksums`. With --check it changes nothing and fails when they differ.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../config/foods/', import.meta.url);
const target = new URL('../src/safety/foods/catalogue-checksums.ts', import.meta.url);

const lineOf = (file) => {
  const checksum = createHash('sha256')
    .update(readFileSync(new URL(file, folder)))
    .digest('hex');
  return `  ['${file}', '${checksum}'],`;
};

// English names come first, since they are shown first.
const english = (file) => file.startsWith('names-en');
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort((one, other) => english(other) - english(one) || one.localeCompare(other));

const source = `/** The SHA-256 of each file of the food data. Written by npm run checksums, not by hand. */
export const FOOD_CHECKSUMS: ReadonlyMap<string, string> = new Map([
${files.map(lineOf).join('\n')}
]);
`;

if (!process.argv.includes('--check')) writeFileSync(target, source);
else if (readFileSync(target, 'utf8') !== source) {
  console.error('The food data differs from its checksums: review the change, then run npm run checksums.');
  process.exitCode = 1;
}
