/**
 * Bundles the fault bench and runs it with the options given (`--help` lists them). Its imports from src/ become those
 * of build/, since esbuild emits no decorator metadata; so what is tried in process is what was compiled.
 */
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCES = join(ROOT, 'src');
// Two folders below the project, as the tests are, so that a path relative to `import.meta.url` is the same.
const OUT = join(ROOT, 'build', `faults-${process.pid}`);

const compiled = {
  name: 'compiled',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const below = relative(SOURCES, resolve(resolveDir, path));
      if (below.startsWith('..')) return undefined;
      return { path: pathToFileURL(join(ROOT, 'build', below)).href, external: true };
    });
  },
};

try {
  await build({
    entryPoints: ['main', 'worker'].map((name) => join(ROOT, 'test', 'fault-injection', `${name}.ts`)),
    outdir: OUT,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [compiled],
  });
  process.exitCode = await run(join(OUT, 'main.mjs'));
} finally {
  await rm(OUT, { recursive: true, force: true });
}

/** Runs it to its end; asked to end before, it lets the bench do so first. */
function run(file) {
  const bench = fork(file, process.argv.slice(2), { cwd: ROOT, execArgv: ['--enable-source-maps'] });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => bench.kill(signal));
  return new Promise((done) => bench.once('exit', (code) => done(code ?? 1)));
}
