import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Packages that are asked for but never used here; an empty module stands in their place. */
const UNUSED = [
  // class-validator checks phone numbers with it; nothing here has one.
  /^libphonenumber-js/,
  // Express offers it for parsing bodies, with 500 KB of character sets; `BodyGuard` reads them itself.
  /^body-parser$/,
  // Express' other parser of queries; ours is Node's own ("query parser": "simple").
  /^qs$/,
  // The client of MQTT would count its timers in a worker of a browser.
  /^worker-timers$/,
  // Swagger would write its document as YAML too; ours is asked for as JSON.
  /^js-yaml$/,
];

/** What the packages of MCP would check the content of forms with; this server hands them its own, and sends no form. */
const FORM_CHECKS = `export class DefaultJsonSchemaValidator {} export { default as process } from 'node:process';`;

/** What the files that we send end with: of the 2,500 media types these are kept. */
const EXTENSIONS = new Set(['css', 'csv', 'html', 'js', 'json', 'png', 'svg', 'txt']);

/**
 * Packages that Nest imports when it needs them, and that we hand to it instead (app.setup.ts, serve.ts), so that only
 * the parts in use are bundled.
 */
const HANDED_OVER = /^(class-validator|class-transformer|@nestjs\/platform-express)$/;

/** Files without side effects on import, although their package.json does not say so; two indexes load reflect-metadata. */
const PURE = /node_modules\/(@nestjs\/(?!(common|core)\/index\.js)|class-validator\/|class-transformer\/)/;

/** ES modules of packages that give Node CommonJS, which cannot be thinned out; and single files of others. */
const INSTEAD = new Map([
  ['rxjs', 'rxjs/dist/esm/index.js'],
  ['rxjs/operators', 'rxjs/dist/esm/operators/index.js'],
  ['class-validator', 'class-validator/esm2015/index.js'],
  ['class-transformer', 'class-transformer/esm2015/index.js'],
]);

/** Where only the memory is asked to count, the twenty other stores stay away. */
const COUNTERS = `
  export { default as RateLimiterMemory } from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
  export { default as RateLimiterRes } from 'rate-limiter-flexible/lib/RateLimiterRes.js';
`;

/**
 * What kysely's classes offer and no query here asks for: making tables (ours are made in SQL), renaming all of a
 * query's, merging, and reading off what tables there are. Empty classes stand in their place.
 */
const UNUSED_QUERIES =
  /kysely\/dist\/esm\/(schema\/schema|plugin\/with-schema\/with-schema-plugin|query-builder\/merge-query-builder|dialect\/sqlite\/sqlite-introspector)\.js$/;

/** Nest's own loggers, which write nothing here: the log is written by RedactingLogger. */
const NEST_LOGGERS = /node_modules\/@nestjs\/common\/services\/(console-)?logger\.service\.js$/;

/** libsql loads its native part from a package for this machine; the build has laid it beside the bundle (bundle.mjs). */
export const NATIVE_PART = './libsql.node';

const CREATES_REQUIRE = 'createRequire(import.meta.url)';
const ASKED = Symbol('asked');

/** An esbuild plugin that bundles of each package what this program uses, and each package once. */
export function leanPackages(root) {
  const modules = join(root, 'node_modules');
  return {
    name: 'lean-packages',
    setup({ onLoad, onResolve, resolve }) {
      for (const filter of UNUSED) onResolve({ filter }, () => ({ path: 'unused', namespace: 'made' }));
      onResolve({ filter: /^rate-limiter-flexible$/ }, () => ({ path: 'counters', namespace: 'made' }));
      onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
        path: 'forms',
        namespace: 'made',
      }));
      // The streams of Node, published as a package for browsers.
      onResolve({ filter: /^readable-stream$/ }, () => ({ path: 'node:stream', external: true }));
      onResolve({ filter: HANDED_OVER }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path, external: true } : undefined,
      );
      onResolve({ filter: /^[a-z@]/ }, async ({ path, pluginData, ...from }) => {
        if (pluginData === ASKED || from.kind === 'entry-point' || path.startsWith('node:')) return undefined;
        const file = INSTEAD.get(path);
        return file ? { path: join(modules, file), sideEffects: false } : find(path, from, resolve);
      });
      onResolve({ filter: /libsql\.node$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /^unused$/, namespace: 'made' }, () => ({ contents: 'module.exports = {};' }));
      onLoad({ filter: /^forms$/, namespace: 'made' }, () => ({ contents: FORM_CHECKS }));
      onLoad({ filter: /^counters$/, namespace: 'made' }, () => ({ contents: COUNTERS, resolveDir: root }));
      onLoad({ filter: /node_modules\/libsql\/(index|promise)\.js$/ }, ({ path }) => withNativePart(path));
      onLoad({ filter: UNUSED_QUERIES }, ({ path }) => withEmptyClasses(path));
      onLoad({ filter: /mime-db\/db\.json$/ }, ({ path }) => withFewTypes(path));
      onLoad({ filter: NEST_LOGGERS }, ({ path }) => withLateFormatter(path));
      onLoad({ filter: /node_modules\/@nestjs\/.*\.js$/ }, ({ path }) => withPlainRequire(path));
    },
  };
}

async function withEmptyClasses(path) {
  const names = (await readFile(path, 'utf8')).matchAll(/^export (class \w+)/gm);
  return { contents: Array.from(names, ([, name]) => `export ${name} {}`).join('\n') };
}

async function withFewTypes(path) {
  const types = Object.entries(JSON.parse(await readFile(path, 'utf8')));
  const kept = types.filter(([, { extensions = [] }]) => extensions.some((name) => EXTENSIONS.has(name)));
  return { contents: JSON.stringify(Object.fromEntries(kept)), loader: 'json' };
}

/** Resolves as esbuild would; an optional package that is not installed is left to fail where Nest expects it to. */
async function find(path, from, resolve) {
  // Terminus asks for the swagger package by name to document its routes; ours are documented by hand.
  if (from.kind === 'require-call' && path === '@nestjs/swagger') return { path, external: true };
  const found = await resolve(path, { ...from, pluginData: ASKED });
  if (found.errors.length > 0) return { path, external: true };
  return PURE.test(found.path) ? { ...found, sideEffects: false } : found;
}

/**
 * Some Nest packages make their own `require`, which esbuild does not see through: the bundle would load a second copy
 * of Nest from node_modules, with decorators that the first does not know.
 */
async function withPlainRequire(path) {
  const text = await readFile(path, 'utf8');
  if (!text.includes(CREATES_REQUIRE)) return undefined;
  const contents = text
    .replace(`const require = ${CREATES_REQUIRE};`, '')
    .replaceAll(`${CREATES_REQUIRE}(`, 'require(');
  return { contents };
}

/** They make a formatter of times on import: the data of a locale takes 10 ms to load, and 7 MB of memory. */
async function withLateFormatter(path) {
  const made = /^const dateTimeFormatter = (new Intl\.DateTimeFormat\([^;]*\));$/m;
  const text = await readFile(path, 'utf8');
  if (!made.test(text)) throw new Error(`${path} makes no formatter of times on import any more`);
  return {
    contents: text.replace(made, 'const dateTimeFormatter = { format: (time) => ($1).format(time) };'),
  };
}

/**
 * The rest of what chooses it, two packages that detect the machine, is then unused. It is loaded when the first
 * database is opened: that takes a tenth of the time until the server is ready, which does not wait for it.
 */
async function withNativePart(path) {
  const text = await readFile(path, 'utf8');
  const lazily = (names) =>
    names
      .match(/\w+/g)
      .map((name) => `function ${name}(...given) { return nativePart().${name}.apply(this, given); }`)
      .join('\n');
  const contents = `let part;\nconst nativePart = () => (part ??= require('${NATIVE_PART}'));\n${text}`
    .replace(/^const \{([^}]*)\} = requireNative\(\);$/m, (_all, names) => lazily(names))
    .replace(/^const .* = require\("(@neon-rs\/load|detect-libc)"\);$/gm, '')
    .replace(/^function requireNative\(\) \{[^]*?^\}$/m, '');
  return { contents };
}
