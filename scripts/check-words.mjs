/**
 * Finds words of a private dialect in code and texts: a newcomer would have to learn them before the domain.
 * Exceptions stand with their reason in test/fixtures/word-exceptions.json; one that excuses nothing is an error too.
 *
 * Usage: node scripts/check-words.mjs [--json]
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SEARCHED = ['src', 'web', 'test', 'scripts', 'bench', 'deploy', 'docs', 'README.md'];
const EXCEPTIONS = 'test/fixtures/word-exceptions.json';
/** These two name the words themselves. */
const UNSEARCHED = new Set(['scripts/check-words.mjs', EXCEPTIONS]);

const NOUNS = ['kitchen', 'house', 'room', 'floor', 'door'];
/** For responses, results and replies. */
const ANSWERS = ['answer', 'answers', 'answered', 'answering', 'unanswered'];
const WORDS = new Set([
  ...NOUNS,
  ...NOUNS.map((noun) => `${noun}s`),
  ...ANSWERS,
  'patience',
  'born',
  'nobody',
]);
/** Also over the end of a line in a comment, and as part of an identifier. */
const IS_TOLD = /\bis(?:\s+(?:\*\s+|\/\/\s+|#\s+)?)told\b|(?<![a-z])[iI]sTold(?![a-z])/gi;
/** A run of letters, divided at each capital that begins a part of an identifier. */
const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** Files below a path, with `/` between the folders on every system. */
function filesBelow(path) {
  const full = join(ROOT, path);
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Every banned word of a text: the word and where it begins. */
function* bannedIn(text) {
  for (const { 0: part, index } of text.matchAll(PART)) {
    if (WORDS.has(part.toLowerCase())) yield { word: part.toLowerCase(), index };
  }
  for (const { index } of text.matchAll(IS_TOLD)) yield { word: 'is told', index };
}

/** `*` stands for anything within a folder, `**` for any folders. */
function globToPattern(glob) {
  const escaped = glob.replaceAll(/[.+^${}()|[\]\\?]/g, '\\$&');
  return new RegExp(
    `^${escaped.replaceAll('**/', '\0').replaceAll('*', '[^/]*').replaceAll('\0', '(?:.*/)?')}$`,
  );
}

function readExceptions() {
  return JSON.parse(readFileSync(join(ROOT, EXCEPTIONS), 'utf8')).map((exception) => ({
    ...exception,
    file: globToPattern(exception.files),
    used: false,
  }));
}

/** Which stretches of a text an exception excuses. */
const excusedBy = (exception, text) =>
  [...text.matchAll(new RegExp(exception.pattern, 'gm'))].map(({ 0: { length }, index }) => [
    index,
    index + length,
  ]);

/** The banned words of one file that no exception excuses. */
function findingsIn(file, exceptions) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = [...bannedIn(text)];
  if (found.length === 0 || text.includes('\0')) return [];
  const excused = exceptions
    .filter((exception) => exception.file.test(file))
    .flatMap((exception) => excusedBy(exception, text).map(([from, to]) => ({ exception, from, to })));
  return found.filter(({ index }) => !excuse(excused, index)).map((hit) => ({ file, ...place(text, hit) }));
}

function excuse(excused, index) {
  const covering = excused.filter(({ from, to }) => from <= index && index < to);
  for (const { exception } of covering) exception.used = true;
  return covering.length > 0;
}

function place(text, { word, index }) {
  const before = text.slice(0, index).split('\n');
  const line = text.slice(index - before.at(-1).length).split('\n', 1)[0];
  return { line: before.length, word, text: line.trim().slice(0, 120) };
}

const exceptions = readExceptions();
const findings = SEARCHED.flatMap(filesBelow)
  .filter((file) => !UNSEARCHED.has(file))
  .flatMap((file) => findingsIn(file, exceptions));
const unused = exceptions.filter(({ used }) => !used).map(({ pattern, files }) => ({ pattern, files }));

if (process.argv.includes('--json')) {
  process.stdout.write(JSON.stringify({ findings, unused }));
} else {
  for (const { file, line, word, text } of findings) console.log(`${file}:${line}: ${word}: ${text}`);
  for (const { pattern, files } of unused)
    console.log(`${EXCEPTIONS}: excuses nothing any more: ${pattern} in ${files}`);
  console.log(`${findings.length} words to replace, ${unused.length} exceptions without use`);
}
process.exitCode = findings.length + unused.length > 0 ? 1 : 0;
