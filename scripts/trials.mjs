/**
 * Bundles programs of trials and runs them. Their imports from src/ become those of build/, since esbuild emits no
 * decorator metadata; so what is tried in process is what was compiled.
 */
import { build } from 'esbuild';
import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCES = join(ROOT, 'src');

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

/**
 * Runs `main.ts` of a folder of test/, which starts `worker.ts` beside it as processes of its own, with the options that
 * this program was given.
 * @param {string} folder
 * @returns {Promise<number>} the exit code
 */
export async function runTrials(folder) {
  // Two folders below the project, as the tests are, so that a path relative to `import.meta.url` is the same.
  const out = join(ROOT, 'build', `${folder}-${process.pid}`);
  try {
    await build({
      entryPoints: ['main', 'worker'].map((name) => join(ROOT, 'test', folder, `${name}.ts`)),
      outdir: out,
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
    return await run(join(out, 'main.mjs'));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Runs it to its end; asked to end before, it lets the program do so first. */
function run(file) {
  const program = fork(file, process.argv.slice(2), { cwd: ROOT, execArgv: ['--enable-source-maps'] });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => program.kill(signal));
  return new Promise((done) => program.once('exit', (code) => done(code ?? 1)));
}
