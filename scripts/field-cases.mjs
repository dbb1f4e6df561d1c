/**
 * Writes docs/field-cases.md from the tables test/fixtures/tables/field-cases-*.csv, which test/oracle/field-cases.spec.ts holds against
 * the engine: `npm run field-cases`. With --check it changes nothing and fails when the page differs.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

const ROOT = resolve(import.meta.dirname, '..');
const TABLES = resolve(ROOT, 'test/fixtures/tables');
const DOCUMENT = resolve(ROOT, 'docs/field-cases.md');

const HEAD = `# Cases from the field

What people who cook sous vide asked, reported or tried, and what is right to answer. Each row is a test: \`test/oracle/field-cases.spec.ts\` asks the engine all of them. The tables are in \`test/fixtures/tables/field-cases-*.csv\`; this page is made from them by \`npm run field-cases\`.

Where no thickness is given, one is assumed for the food, or asked for. "Refused" names a code that is among the reasons.
`;

const cases = readdirSync(TABLES)
  .filter((file) => /^field-cases-.*\.csv$/.test(file))
  .sort()
  .flatMap(casesIn);

const sections = Object.entries(grouped(cases)).map(
  ([fault, rows]) =>
    `## ${fault.charAt(0).toUpperCase()}${fault.slice(1)}\n\n| asked | right answer | why | source |\n|---|---|---|---|\n${rows.map(rowOf).join('\n')}\n`,
);
const options = await resolveConfig(DOCUMENT);
const page = await format([HEAD, ...sections].join('\n'), { ...options, filepath: DOCUMENT });
if (!process.argv.includes('--check')) {
  writeFileSync(DOCUMENT, page);
  console.log(`${cases.length} cases`);
} else if (readFileSync(DOCUMENT, 'utf8') !== page) {
  console.error('docs/field-cases.md differs from its tables: run npm run field-cases.');
  process.exitCode = 1;
}

function casesIn(file) {
  const [header, ...lines] = readFileSync(resolve(TABLES, file), 'utf8').trim().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
  });
}

function grouped(all) {
  const groups = {};
  for (const one of all) (groups[one.class_of_fault] ??= []).push(one);
  return groups;
}

function rowOf(row) {
  const plan = [
    `“${row.food_type}”`,
    `${row.temperature_celsius} °C`,
    `${row.time_minutes} min`,
    row.thickness_mm && `${row.thickness_mm} mm`,
    row.start_state !== 'refrigerated' && row.start_state,
    row.vulnerable_consumers === 'true' && 'for vulnerable consumers',
  ];
  const reason = row.expect_code === '' ? '' : `: \`${row.expect_code}\``;
  const verdict = row.expect_allowed === 'true' ? 'allowed' : `refused${reason}`;
  const judgedAs = row.expect_class === '' ? '' : `, as ${row.expect_class.replaceAll('_', ' ')}`;
  const [target, hold] = (row.expect_offer ?? '').split('/');
  const offer = hold === undefined ? '' : `, and ${target} °C for ${hold} min is offered first`;
  const cells = [plan.filter(Boolean).join(', '), `${verdict}${judgedAs}${offer}`, row.why, row.source_kind];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
