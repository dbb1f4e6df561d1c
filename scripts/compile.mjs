/**
 * Compiles src/ into build/ by TypeScript's own API, because the Nest CLI asks for a newer Node than Coddle does. The
 * plugin of @nestjs/swagger runs as a transformer: it brings the types and comments of the DTOs into the API document.
 *
 *   node scripts/compile.mjs [--watch]
 *
 * Everything is compiled each time: the plugin writes the values of an enum in the order in which the compiler met
 * them, so only a whole build gives the same files everywhere. With --watch, only changes are compiled, and the server
 * runs as well and restarts after each change.
 */
import './require-packages.mjs';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const { default: ts } = await import('typescript');
const swagger = await import('@nestjs/swagger/plugin');

const ROOT = resolve(import.meta.dirname, '..');
const CONFIG = join(ROOT, 'tsconfig.build.json');
const BUILD = join(ROOT, 'build');
const PLUGIN = { introspectComments: true, classValidatorShim: true, dtoFileNameSuffix: ['.dto.ts'] };
const TEXT = {
  getCurrentDirectory: () => ROOT,
  getCanonicalFileName: (file) => file,
  getNewLine: () => '\n',
};

const transformers = (program) => ({ before: [swagger.before(PLUGIN, program)] });

// What was compiled from a source that is gone must not stay.
rmSync(BUILD, { recursive: true, force: true });
if (process.argv.includes('--watch')) watch();
else process.exitCode = compile() ? 0 : 1;

/** Returns whether everything compiles. */
function compile() {
  const { fileNames, options } = readConfig();
  const program = ts.createProgram({ rootNames: fileNames, options });
  const found = ts.getPreEmitDiagnostics(program);
  const emitted = program.emit(undefined, undefined, undefined, undefined, transformers(program));
  const problems = [...found, ...emitted.diagnostics];
  if (problems.length > 0) console.error(ts.formatDiagnosticsWithColorAndContext(problems, TEXT));
  return problems.length === 0;
}

function readConfig() {
  const fail = (problem) => {
    console.error(ts.formatDiagnostic(problem, TEXT));
    process.exit(1);
  };
  const config = ts.getParsedCommandLineOfConfigFile(
    CONFIG,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: fail,
    },
  );
  config.errors.forEach(fail);
  return config;
}

/** Compiles what changes, and runs the server anew whenever everything compiles. */
function watch() {
  const server = restartable(['--enable-source-maps', join(BUILD, 'main.js')]);
  const onStatus = (status, newLine, _, errors) => {
    console.error(ts.flattenDiagnosticMessageText(status.messageText, newLine));
    if (errors === 0) server.restart();
  };
  const host = ts.createWatchCompilerHost(CONFIG, {}, ts.sys, programWithPlugin, undefined, onStatus);
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
    emit(file, write, token, onlyTypes, transformers(program.getProgram()));
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
