/**
 * Bundles what scripts/compile.mjs made in build/ into dist/, which then needs no node_modules. Against the same program
 * out of build/ it is ready in a fifth of the time and takes 50 MB less, which a Raspberry Pi has not to spare.
 *
 * The compiled files are bundled and not the sources, because esbuild emits no decorator metadata. Names are kept
 * out (`keepNames` costs up to 15 % of every request), so loggers have literal names.
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { leanPackages, NATIVE_PART } from './lean-packages.mjs';

/** The programs beside the server, by their names in dist/, and what the scripts here ask of the engine. */
const TOOLS = {
  simulate: 'build/simulator/main.js',
  demo: 'build/simulator/demo.main.js',
  coddle: 'build/coddle.main.js',
  plots: 'build/safety/evidence/core-plots.js',
  tables: 'build/safety/evidence/published-tables.js',
  forecasts: 'build/cli/replay/evidence/forecasts-page.js',
  'keep-code': 'build/simulator/keep-code.main.js',
};

/**
 * The server of the demo, which shares nothing: in parts, Nest would run before what it needs, as the parts of what is
 * loaded later would be loaded first.
 */
const DEMO_SERVER = { 'demo-server': 'build/demo-server.main.js' };

/**
 * Parts of the server that are loaded when they are first needed, by their names in dist/. Each is a CommonJS file of
 * its own beside the server, since a script of V8's cache can load no other kind. It must import packages and plain
 * values only: it shares no class with the server. What it exports is all that is kept of its packages.
 */
const LATER = {
  mcp: 'build/mcp/lazy.js',
  oauth: 'build/auth/oauth/server/library.js',
  mqtt: 'build/thermometers/vendors/mqtt/library.js',
  mail: 'build/alerts/channels/email/library.js',
};

/** The files that the page of Swagger UI asks for. */
const SWAGGER_UI = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js'];

const OUT = 'dist';

/** @satisfies {import('esbuild').BuildOptions} */
const ALL = {
  outdir: OUT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  // Node prints the line of an uncaught error: one line for everything would fill the log.
  lineLimit: 200,
  legalComments: 'none',
  logLevel: 'warning',
  // The Swagger plugin repeats what a decorator already says of a field.
  logOverride: { 'duplicate-object-key': 'silent' },
  plugins: [leanPackages(process.cwd())],
};

await rm(OUT, { recursive: true, force: true });
await Promise.all([bundleServer(), bundleTools()]);
// Wherever the folder is copied to, Node then knows what are ES modules, and the command line its version.
const { version } = JSON.parse(await readFile('package.json', 'utf8'));
await writeFile(join(OUT, 'package.json'), `${JSON.stringify({ type: 'module', version })}\n`);
await copySwaggerUi(join(OUT, 'swagger-ui'));
await copyFile(nativePart(), join(OUT, NATIVE_PART));
await copyFile(join(import.meta.dirname, 'launcher.mjs'), join(OUT, 'main.js'));
// In a process of its own, since what it runs is the server.
execFileSync(process.execPath, [join(OUT, 'keep-code.js')], { stdio: 'inherit' });

/** The launcher runs the bundle as a script, since V8 caches the code of scripts only, and passes it its path. */
async function bundleServer() {
  /** @satisfies {import('esbuild').BuildOptions} */
  const commonJs = { ...ALL, format: 'cjs', outExtension: { '.js': '.cjs' } };
  await Promise.all([
    build({
      ...commonJs,
      entryPoints: { server: 'build/main.js' },
      define: { 'import.meta.url': 'importMetaUrl' },
      // A script of the cache has no `import()`; esbuild writes `require` instead.
      supported: { 'dynamic-import': false },
      plugins: [laterParts(), ...ALL.plugins],
    }),
    build({ ...commonJs, entryPoints: LATER }),
  ]);
  await Promise.all(['server', ...Object.keys(LATER)].map((name) => spellInAscii(join(OUT, `${name}.cjs`))));
}

/** An esbuild plugin that leaves the parts for later out of the server, and lets it load them from its own folder. */
function laterParts() {
  const names = new Map(Object.entries(LATER).map(([name, file]) => [resolve(file), `./${name}.cjs`]));
  return {
    name: 'later-parts',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
        const part = kind === 'dynamic-import' ? names.get(resolve(resolveDir, path)) : undefined;
        return part && { path: part, external: true };
      });
    },
  };
}

/** esbuild leaves regular expressions as they are, and for a single ß V8 keeps two bytes of every character. */
async function spellInAscii(file) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  await writeFile(file, (await readFile(file, 'utf8')).replace(/[^\0-\x7f]/g, escaped));
}

/** They share their parts. All lie flat in one folder, so that a path relative to `import.meta.url` is the same. */
async function bundleTools() {
  /** @satisfies {import('esbuild').BuildOptions} */
  const modules = {
    ...ALL,
    format: 'esm',
    // CommonJS packages ask for Node's own modules by `require`, which an ES module has not.
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
  };
  await Promise.all([
    build({ ...modules, entryPoints: DEMO_SERVER }),
    build({
      ...modules,
      entryPoints: TOOLS,
      splitting: true,
      // One name for all, also for what a program loads later: a release holds those that its own programs ask for.
      chunkNames: 'chunk-[hash]',
    }),
  ]);
}

async function copySwaggerUi(folder) {
  const source = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await mkdir(folder);
  await Promise.all(SWAGGER_UI.map((file) => copyFile(join(source, file), join(folder, file))));
}

/** The database engine for this machine, as libsql itself chooses it. */
function nativePart() {
  const require = createRequire(import.meta.url);
  require('libsql');
  return Object.keys(require.cache).find((file) => file.endsWith('.node'));
}
