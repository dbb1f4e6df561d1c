/**
 * The module loader of the tests: packages and our own sources are loaded once per worker, specs and harness anew.
 *
 * Jest's own runtime loads everything again for every spec, which for an application of some hundred files takes
 * longer than most specs. A spec that replaces modules gets a set of its own.
 */
const { sep } = require('node:path');
const { readFileSync, realpathSync } = require('node:fs');
const { shouldInstrument } = require('@jest/transform');
const { default: Runtime } = require('jest-runtime');
const { SpecContext } = require('./spec-context.cjs');
const { startCounting, takeCounts, toResults } = require('./v8-coverage.cjs');

const REPLACES_MODULES = /\bjest\.(?:mock|doMock|unmock|setMock|resetModules|unstable_mockModule)\(/;

/** Loaded modules by their path, for all specs of this worker. */
const loaded = new Map();
/** The compiled texts of shared modules, for the report of what was covered. */
const transforms = new Map();
/** Where the source maps of shared modules are, for stack traces. */
const sourceMaps = new Map();
/** The runtime of the running spec: shared modules load later parts through it. */
let current;

class SharedModules extends Map {
  constructor(isShared) {
    super();
    this.isShared = isShared;
  }
  get(path) {
    return super.get(path) ?? (this.isShared(path) ? loaded.get(path) : undefined);
  }
  has(path) {
    return this.get(path) !== undefined;
  }
  set(path, module) {
    if (this.isShared(path)) loaded.set(path, module);
    else super.set(path, module);
    return this;
  }
  delete(path) {
    return (this.isShared(path) && loaded.delete(path)) || super.delete(path);
  }
}

/** Keeps what it is given, though Jest empties it after each spec. */
class LastingTransforms extends Map {
  set(path, transformed) {
    transforms.set(path, transformed);
    return super.set(path, transformed);
  }
}

class SharedRuntime extends Runtime {
  constructor(config, environment, ...rest) {
    super(config, environment, ...rest);
    current = this;
    this.replaceContextOfRunner();
    this.requireBuilder.requireDispatch = (from, name) => current.requireModuleOrMock(from, name);
    this.transformCache.sourceMaps = sourceMaps;
    this.transformCache.transforms = new LastingTransforms();
    if (!REPLACES_MODULES.test(readFileSync(this._testPath, 'utf8'))) {
      this.registries.moduleRegistry = new SharedModules(isSharedIn(config.rootDir));
    }
  }

  /** Only what Jest loads for itself gets the other class: what is tested has Node's own. */
  replaceContextOfRunner() {
    const { coreModule } = this;
    const real = coreModule.require.bind(coreModule);
    coreModule.require = (name) =>
      this.isOfJest && name === 'node:async_hooks' ? { AsyncLocalStorage: SpecContext } : real(name);
  }

  requireInternalModule(...args) {
    const before = this.isOfJest;
    this.isOfJest = true;
    try {
      return super.requireInternalModule(...args);
    } finally {
      this.isOfJest = before;
    }
  }

  async collectV8Coverage() {
    startCounting();
  }

  async stopCollectingV8Coverage() {
    const counts = (path) => shouldInstrument(path, this._coverageOptions, this._config, []);
    this.coverage = toResults(takeCounts(counts), transforms);
  }

  getAllV8CoverageInfoCopy() {
    return this.coverage;
  }
}

/** Whether a path is shared. The packages may be linked to another folder, as in the copies of `npm run test:mutations`. */
const isSharedIn = (root) => {
  const sources = root + sep + 'src' + sep;
  const packages = realpathSync(root + sep + 'node_modules') + sep;
  return (path) => path.startsWith(packages) || (path.startsWith(sources) && !path.endsWith('.spec.ts'));
};

module.exports = { __esModule: true, default: SharedRuntime, isSharedIn };
