// Changes every limit and constant of the safety engine, one at a time, by one unit of its last digit, and runs the
// tests of the safety module on each change: `npm run test:mutations`. Prints the changes that no test noticed, and fails
// if there are any. Works on a copy, so that nothing here is ever left changed. Arguments narrow it down to the files
// whose path contains one of them.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const WHAT_TESTS_NEED = [
  'src',
  'test',
  'config',
  'scripts',
  'README.md',
  'package.json',
  'jest.config.js',
  'tsconfig.json',
];
const SOURCES = [
  'src/safety/pasteurisation.ts',
  'src/safety/forecast.ts',
  'src/safety/judge.ts',
  'src/safety/alternatives.ts',
  'src/safety/named-plan.ts',
  'src/safety/wording.ts',
  ...listed('src/safety/rules'),
  ...listed('src/safety/monitor'),
  'src/safety/physics/food-body.ts',
  'src/safety/physics/frozen.ts',
  'src/safety/physics/fsis-poultry.ts',
  'src/safety/physics/lethality.ts',
  'src/safety/physics/shape.ts',
];
const DATA = ['config/foods/classes.json'];
/** A constant on its own line or in a table of constants; a number in running code is no limit. */
const CONSTANT =
  /^(export )?const \[?[A-Z][A-Z_, ]*\]?(: [^=]+)? = |^ {2}[a-z']\w*'?: [^(]*\d|^ {2}organism\(|^ {2}\['\w+', \d/u;
const LIMIT = /_celsius"|_minutes"|_mm"/u;
const NUMBER = /(?<![\w.])\d[\d_]*(?:\.\d+)?(?:e-?\d+)?(?![\w.])/gu;
/** Numbers that set how finely something is computed, or what is offered, and no limit: any choice near them is right. */
const FINENESS = /SHELLS|LOOK|STEP|HORIZON|STRIDE|ALMOST|STEEPEST_Z|MOST_(?!ABOVE)|RULES|offered/u;

/** Specs of thousands of cases. */
const SLOW = 'properties|destruction|finite-volumes|frozen|constant-bath|tables|food-monitor|foods/names';

function listed(folder) {
  const names = execFileSync('git', ['ls-files', '-co', '--exclude-standard', folder], { cwd: top });
  return String(names)
    .split('\n')
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
}

/** A number with its last digit one higher, the exponent left as it is. */
function nudged(number) {
  const [digits, exponent] = number.replaceAll('_', '').split('e');
  const places = digits.split('.')[1]?.length ?? 0;
  const changed = (Number(digits) + 10 ** -places).toFixed(places);
  return exponent === undefined ? changed : `${changed}e${exponent}`;
}

function mutationsOf(file) {
  const isLimit = file.endsWith('.json') ? LIMIT : CONSTANT;
  const lines = readFileSync(join(top, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const code = line.replace(/\/\/.*|\/\*.*\*\//u, '');
    if (!isLimit.test(code) || FINENESS.test(code) || /^\s*\*/u.test(code)) return [];
    return [...code.matchAll(NUMBER)].map((match) => {
      const changed =
        line.slice(0, match.index) + nudged(match[0]) + line.slice(match.index + match[0].length);
      return {
        file,
        line: index + 1,
        text: `${match[0]} → ${nudged(match[0])}: ${line.trim()}`,
        lines: lines.with(index, changed),
      };
    });
  });
}

function newCopy() {
  const copy = mkdtempSync(join(tmpdir(), 'mutations-'));
  for (const name of WHAT_TESTS_NEED) cpSync(join(top, name), join(copy, name), { recursive: true });
  symlinkSync(join(top, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/**
 * The report of the tests of the module where they fail in a copy; undefined where they pass. Those nearest come first
 * and those that take long last.
 */
const failure = async (copy, near) =>
  (near && (await failureOf(copy, '--testPathPatterns', near))) ??
  (await failureOf(copy, '--testPathIgnorePatterns', SLOW)) ??
  (await failureOf(copy, '--testPathPatterns', SLOW));

/** The specs beside a file, and the one that says what the shipped data holds. */
const nearestTo = (file) => (file.endsWith('.json') ? 'shipped-classes' : `/${basename(file, '.ts')}\\.spec`);

function failureOf(copy, ...which) {
  const jest = join(copy, 'node_modules/jest/bin/jest.js');
  const only = [
    '--bail',
    '--passWithNoTests',
    '--coverage=false',
    '--maxWorkers=1',
    '--silent',
    '--roots',
    'src/safety',
    ...which,
  ];
  return new Promise((resolve) => {
    const run = spawn(process.execPath, [jest, ...only], { cwd: copy, stdio: ['ignore', 'ignore', 'pipe'] });
    let report = '';
    run.stderr.setEncoding('utf8').on('data', (text) => (report += text));
    run.on('close', (code) => resolve(code === 0 ? undefined : report));
  });
}

async function tryOne(copy, { file, lines }) {
  const original = readFileSync(join(copy, file));
  writeFileSync(join(copy, file), lines.join('\n'));
  // A changed data file is refused before any test could notice what it says: here it passes for reviewed.
  const sums = () => execFileSync(process.execPath, ['scripts/food-checksums.mjs'], { cwd: copy });
  if (file.endsWith('.json')) sums();
  const noticed = (await failure(copy, nearestTo(file))) !== undefined;
  writeFileSync(join(copy, file), original);
  if (file.endsWith('.json')) sums();
  return noticed;
}

const wanted = process.argv.slice(2);
const isWanted = (file) => wanted.length === 0 || wanted.some((part) => file.includes(part));
const queue = [...SOURCES, ...DATA].filter(isWanted).flatMap(mutationsOf);
const total = queue.length;
const missed = [];

async function work(copy) {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (await tryOne(copy, next)) continue;
    missed.push(next);
    console.log(`not noticed: ${next.file}:${next.line} ${next.text}`);
  }
}

const copies = Array.from({ length: Math.min(availableParallelism(), total) }, newCopy);
process.on('exit', () => copies.forEach((copy) => rmSync(copy, { recursive: true, force: true })));
const before = total > 0 && (await failure(copies[0]));
if (before) throw new Error(`The tests fail before anything is changed:\n${before}`);
await Promise.all(copies.map(work));
console.log(`${total} limits and constants changed, ${missed.length} not noticed`);
process.exitCode = missed.length > 0 ? 1 : 0;
