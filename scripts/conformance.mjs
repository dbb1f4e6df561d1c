/**
 * Runs the conformance suite of the Model Context Protocol against the built server with a simulated cooker, and writes
 * its results into docs/assistants.md: `npm run conformance`. The suite needs Node 22, so both are installed by name
 * into a temporary folder. Ends with 1 when a scenario fails that should pass, or passes though an exception names it.
 */
import './require-build.mjs';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { EXCEPTIONS } from './conformance-exceptions.mjs';
import { API_KEY, startSimulatedServer } from './simulated-server.mjs';

const run = promisify(execFile);
const DOCUMENT = resolve(import.meta.dirname, '../docs/assistants.md');
const [BEGIN, END] = ['<!-- conformance -->', '<!-- /conformance -->'];
const NODE = 'node@22.23.3';
/** A check that every scenario has: that the messages have the form of the protocol. */
const ANY_WIRE = 'wire-schema-valid';
const PACKAGE = '@modelcontextprotocol/conformance';

/** Each revision with the release of the suite that knows it best. */
const SUITES = [
  { revision: '2025-11-25', release: '0.1.16', words: ['--suite', 'active', '--spec-version', '2025-11-25'] },
  { revision: '2026-07-28', release: '0.2.0-alpha.12', words: ['--requirements', '2026-07-28'] },
];

const folder = mkdtempSync(join(tmpdir(), 'coddle-conformance-'));
const closing = [() => rmSync(folder, { recursive: true, force: true })];
try {
  await install();
  const server = await startSimulatedServer();
  closing.unshift(() => server.stop());
  const url = await proxyWithKey(server.url);
  const results = [];
  for (const suite of SUITES) results.push({ ...suite, scenarios: await resultsOf(suite, url) });
  await writeTable(results);
  report(results);
} finally {
  for (const close of closing) await close();
}

async function install() {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const suites = SUITES.map(({ revision, release }) => `suite-${revision}@npm:${PACKAGE}@${release}`);
  await run('npm', ['install', '--no-audit', '--no-fund', NODE, ...suites], { cwd: folder });
}

/** The suite sends no key, so a proxy adds it and changes nothing else. */
async function proxyWithKey(target) {
  const { hostname, port } = new URL(target);
  const proxy = createServer((from, to) => {
    const headers = { ...from.headers, authorization: `Bearer ${API_KEY}` };
    const passed = request({ hostname, port, method: from.method, path: from.url, headers }, (response) => {
      to.writeHead(response.statusCode, response.headers);
      to.flushHeaders();
      response.pipe(to);
    });
    passed.once('error', () => to.destroy());
    to.once('close', () => passed.destroy());
    from.pipe(passed);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  closing.unshift(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const { port: own } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
  return `http://127.0.0.1:${own}/mcp`;
}

/** Every scenario with its checks, sorted by name. */
async function resultsOf({ revision, words }, url) {
  const program = join(folder, `node_modules/suite-${revision}/dist/index.js`);
  const output = join(folder, revision);
  const node = join(folder, 'node_modules/node/bin/node');
  // It ends with 1 as soon as any scenario fails.
  await run(node, [program, 'server', '--url', url, ...words, '-o', output], {
    cwd: folder,
    maxBuffer: 2 ** 26,
  }).catch((error) => {
    if (typeof error.code !== 'number') throw error;
  });
  return readdirSync(output)
    .map((name) => ({ name: scenarioIn(name), checks: checksIn(join(output, name)) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** A folder of results is named server-SCENARIO-TIME. */
function scenarioIn(name) {
  return name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT.*$/, '');
}

function checksIn(path) {
  return JSON.parse(readFileSync(join(path, 'checks.json'), 'utf8'));
}

function failuresOf({ checks }) {
  return checks.filter(({ status }) => status === 'FAILURE');
}

/** What a scenario came to, in the words of the table, and the checks that no exception excuses. */
function judge(scenario) {
  const failed = failuresOf(scenario).map((check) => ({ check, exception: exceptionFor(scenario, check) }));
  const wrong = failed.filter(({ exception }) => exception === undefined).map(({ check }) => check);
  if (wrong.length > 0) return { result: 'fails', wrong };
  if (failed.length === 0) return { result: 'passes', wrong };
  const names = [...new Set(failed.map(({ exception }) => exception.name))].join(', ');
  const passed = scenario.checks.filter(({ status, id }) => status === 'SUCCESS' && id !== ANY_WIRE).length;
  const checks = passed === 1 ? '1 check passes' : `${passed} checks pass`;
  return { result: passed > 0 ? `${checks}; others: ${names}` : names, wrong };
}

function exceptionFor({ name }, { errorMessage = '' }) {
  return EXCEPTIONS.find(({ scenarios, message }) => scenarios.test(name) && message.test(errorMessage));
}

async function writeTable(results) {
  const names = [...new Set(results.flatMap(({ scenarios }) => scenarios.map(({ name }) => name)))].sort();
  const cell = (name, { scenarios }) => {
    const scenario = scenarios.find((one) => one.name === name);
    return scenario === undefined ? '–' : judge(scenario).result;
  };
  const rows = names.map((name) => `| \`${name}\` | ${results.map((one) => cell(name, one)).join(' | ')} |`);
  const heads = results.map(({ revision, release }) => `${revision} (suite ${release})`);
  const table = `| scenario | ${heads.join(' | ')} |\n|---|---|---|\n${rows.join('\n')}`;
  const legend = EXCEPTIONS.map(({ name, reason }) => `- **${name}**: ${reason}.`).join('\n');
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, , after] = [text.split(BEGIN)[0], '', text.split(END)[1]];
  const page = `${before}${BEGIN}\n\n${table}\n\n${legend}\n\n${END}${after}`;
  const options = await resolveConfig(DOCUMENT);
  writeFileSync(DOCUMENT, await format(page, { ...options, filepath: DOCUMENT }));
}

function report(results) {
  const count = { passes: 0, other: 0 };
  for (const { revision, scenarios } of results) {
    for (const scenario of scenarios) {
      const { result, wrong } = judge(scenario);
      count[result === 'passes' ? 'passes' : 'other'] += 1;
      console.log(`${revision}  ${scenario.name}: ${result}`);
      for (const { id, errorMessage } of wrong) console.log(`    ${id}: ${errorMessage}`);
      if (wrong.length > 0) process.exitCode = 1;
    }
  }
  console.log(`${count.passes} scenarios pass; ${count.other} do not apply, or only in part.`);
  const scenarios = results.flatMap((one) => one.scenarios);
  const excused = scenarios.flatMap((one) => failuresOf(one).map((check) => exceptionFor(one, check)));
  for (const exception of EXCEPTIONS.filter((one) => !excused.includes(one))) {
    console.log(`The exception "${exception.name}" excuses nothing any more.`);
    process.exitCode = 1;
  }
}
