/**
 * Compiles src/ into build/ by TypeScript's own API, because the Nest CLI asks for a newer Node than Coddle does. The
 * plugin of @nestjs/swagger runs as a transformer: it brings the types and comments of the DTOs into the API document.
 *
 *   node scripts/compile.mjs [--watch]
 *
 * Only what changed is compiled again. With --watch the server runs as well, and restarts after each change.
 */
import './require-packages.mjs';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const { default: ts } = await import('typescript');
const swagger = await import('@nestjs/swagger/plugin');

const ROOT = resolve(import.meta.dirname, '..');
const CONFIG = join(ROOT, 'tsconfig.build.json');
const BUILD = join(ROOT, 'build');
const OPTIONS = { incremental: true, tsBuildInfoFile: join(BUILD, 'tsconfig.tsbuildinfo') };
/** Records what the last build was made with, and its files. */
const RECORD = join(BUILD, 'compiled.json');
const PLUGIN = { introspectComments: true, classValidatorShim: true, dtoFileNameSuffix: ['.dto.ts'] };
const TEXT = {
  getCurrentDirectory: () => ROOT,
  getCanonicalFileName: (file) => file,
  getNewLine: () => '\n',
};

const transformers = (program) => ({ before: [swagger.before(PLUGIN, program.getProgram())] });

if (process.argv.includes('--watch')) watch();
else process.exitCode = compile() ? 0 : 1;

/** Returns whether everything compiles. */
function compile() {
  const { fileNames, options, outputs } = readConfig();
  const record = { tools: digestOfTools(), outputs };
  removeUnless(isReusable(record));
  const program = ts.createIncrementalProgram({ rootNames: fileNames, options });
  // Before the files are written, so that the next build knows which of them need no check.
  const found = ts.getPreEmitDiagnostics(/** @type {any} */ (program));
  const emitted = program.emit(undefined, undefined, undefined, undefined, transformers(program));
  const problems = [...found, ...emitted.diagnostics];
  if (problems.length > 0) console.error(ts.formatDiagnosticsWithColorAndContext(problems, TEXT));
  removeOrphans(new Set(outputs));
  writeFileSync(RECORD, JSON.stringify(record));
  return problems.length === 0;
}

function readConfig() {
  const fail = (problem) => {
    console.error(ts.formatDiagnostic(problem, TEXT));
    process.exit(1);
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(CONFIG, OPTIONS, host);
  config.errors.forEach(fail);
  const outputs = config.fileNames.flatMap((file) => ts.getOutputFileNames(config, file, false));
  return { ...config, outputs: outputs.map((file) => relative(BUILD, file)) };
}

/** Another compiler, plugin or option of it writes other files. */
function digestOfTools() {
  const digest = createHash('sha256');
  for (const file of [import.meta.filename, join(ROOT, 'package-lock.json')])
    digest.update(readFileSync(file));
  return digest.digest('hex');
}

/** Whether the last build was made with the same tools and all of its files are still there. */
function isReusable({ tools }) {
  if (!existsSync(RECORD)) return false;
  const last = JSON.parse(readFileSync(RECORD, 'utf8'));
  return last.tools === tools && last.outputs.every((file) => existsSync(join(BUILD, file)));
}

function removeUnless(isKept) {
  if (!isKept) rmSync(BUILD, { recursive: true, force: true });
  mkdirSync(BUILD, { recursive: true });
  // A build that is cut short has no record, so the next one starts from the beginning.
  rmSync(RECORD, { force: true });
}

/** Removes what was compiled from a source that is gone. */
function removeOrphans(outputs) {
  const files = readdirSync(BUILD, { recursive: true, encoding: 'utf8' });
  const orphans = files.filter((file) => file.endsWith('.js') && !outputs.has(file));
  for (const file of orphans) rmSync(join(BUILD, file));
}

/** Compiles what changes, and runs the server anew whenever everything compiles. */
function watch() {
  removeUnless(isReusable({ tools: digestOfTools() }));
  const server = restartable(['--enable-source-maps', join(BUILD, 'main.js')]);
  const onStatus = (status, newLine, _, errors) => {
    console.error(ts.flattenDiagnosticMessageText(status.messageText, newLine));
    if (errors === 0) server.restart();
  };
  const host = ts.createWatchCompilerHost(CONFIG, OPTIONS, ts.sys, programWithPlugin, undefined, onStatus);
  const watching = ts.createWatchProgram(host);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      watching.close();
      server.stop(() => process.exit());
    });
  }
}

function programWithPlugin(files, options, host, last, problems, references) {
  const create = ts.createEmitAndSemanticDiagnosticsBuilderProgram;
  const program = create(files, options, host, last, problems, references);
  const emit = program.emit.bind(program);
  program.emit = (file, write, token, onlyTypes) =>
    emit(file, write, token, onlyTypes, transformers(program));
  return program;
}

/** A program of Node that ends, by a signal, before it starts again. */
function restartable(words) {
  let running;
  const stop = (then) => {
    if (running === undefined) return then();
    running.removeAllListeners('exit').once('exit', then).kill();
  };
  const start = () => {
    const child = spawn(process.execPath, words, { cwd: ROOT, stdio: 'inherit' });
    child.once('exit', () => (running = undefined));
    running = child;
  };
  return { stop, restart: () => stop(start) };
}
