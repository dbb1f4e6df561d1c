/**
 * Asks the built server for the documents about its API, and writes them into test/, and what they say of the tools for
 * AI clients into src/; with --check it compares them with what stands there. It needs no cloud, no cooker and no
 * settings.
 *
 *   node scripts/openapi.mjs [--check] [--program dist/main.js]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { format } from 'prettier';

const ROOT = resolve(import.meta.dirname, '..');
const DOCUMENTS = ['openapi.json', 'actions.json'];
/** Milliseconds that the server may take to open. */
const OPEN_TIMEOUT = 30_000;
/** Lines of a difference that are shown. */
const SHOWN = 20;

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    program: { type: 'string', default: 'dist/main.js' },
  },
});

const documents = await withServer(resolve(ROOT, values.program), readDocuments).catch(fail);
for (const [name, text] of documents) {
  await assertValid(name, text);
  await keep(join('test/fixtures', name), text);
}
await keep('src/assistant/described-operations.json', await describedOperations(documents[0][1]));

/** Writes a file, or with --check compares it. */
async function keep(name, text) {
  const file = join(ROOT, name);
  if (values.check) await compare(file, name, text);
  else await writeFile(file, text);
}

/** The texts and schemas of the tools: a file of the sources, since a server that starts has no time to make them. */
async function describedOperations(document) {
  const { describeOperations } = await fromBuild('assistant/describe-operations.js');
  const { OPERATIONS } = await fromBuild('assistant/operations.js');
  const described = describeOperations(JSON.parse(document), OPERATIONS);
  return format(JSON.stringify(described), { parser: 'json', printWidth: 110 });
}

/** A compiled file, by its address: the types of what a build made are not checked again. */
function fromBuild(file) {
  return import(new URL(`../build/${file}`, import.meta.url).href);
}

/** Ends with the sentence of an error: it names the missing entry of a new route. */
function fail({ message }) {
  console.error(message);
  process.exit(1);
}

/** Runs the program in an empty folder for as long as `use` needs it. */
async function withServer(program, use) {
  const folder = await mkdtemp(join(tmpdir(), 'coddle-openapi-'));
  const server = spawn(process.execPath, [program], { cwd: folder, env: settings(), stdio: 'pipe' });
  try {
    return await use(await addressOf(server));
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

/** Settings that are of no other use: nothing listens at the port of the cloud. */
function settings() {
  return {
    PERSONAL_ACCESS_TOKEN: 'anova-only-for-the-documents',
    API_KEY: 'only-for-the-documents-'.repeat(2),
    ANOVA_WEBSOCKET_URL: 'ws://127.0.0.1:9',
    PUBLIC_URL: 'https://coddle.example',
    PORT: '0',
  };
}

/** The address at which the server listens, from its log. */
function addressOf(server) {
  return new Promise((found, reject) => {
    let log = '';
    const fail = (reason) => reject(new Error(`The server ${reason}:\n${log}`));
    const timeout = setTimeout(() => fail('did not open'), OPEN_TIMEOUT);
    const read = (text) => {
      log += text;
      const [, address] = /Listening at (http:[\w.:/]+\d)/.exec(log) ?? [];
      if (address === undefined) return;
      clearTimeout(timeout);
      found(address);
    };
    server.stdout.setEncoding('utf8').on('data', read);
    server.stderr.setEncoding('utf8').on('data', read);
    server.once('exit', () => {
      clearTimeout(timeout);
      fail('ended');
    });
  });
}

function readDocuments(address) {
  return Promise.all(
    DOCUMENTS.map(async (name) => {
      const response = await fetch(`${address}/${name}`);
      if (!response.ok) throw new Error(await messageOf(response));
      return [name, await format(await response.text(), { parser: 'json', printWidth: 110 })];
    }),
  );
}

/** The sentence of an error response. @returns {Promise<string>} */
async function messageOf(response) {
  const { message } = await response.json();
  return message;
}

async function assertValid(name, text) {
  const { valid, errors } = await new Validator().validate(JSON.parse(text));
  if (!valid) throw new Error(`${name} is no valid OpenAPI: ${JSON.stringify(errors, null, 2)}`);
}

async function compare(file, name, text) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed === text) return;
  process.exitCode = 1;
  console.error(`${name} is not what ${values.program} serves. If the change is right, run npm run openapi.`);
  console.error(difference(committed.split('\n'), text.split('\n')));
}

/** The lines between what both have at their beginnings and at their ends. */
function difference(before, after) {
  const start = before.findIndex((line, index) => line !== after[index]);
  let same = 0;
  while (
    same < before.length - start &&
    same < after.length - start &&
    before.at(-1 - same) === after.at(-1 - same)
  ) {
    same += 1;
  }
  const changed = (lines, sign) => lines.slice(start, lines.length - same).map((line) => sign + line);
  const lines = [...changed(before, '-').slice(0, SHOWN), ...changed(after, '+').slice(0, SHOWN)];
  return [`@@ line ${start + 1}`, ...lines].join('\n');
}
