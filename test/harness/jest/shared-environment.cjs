/**
 * The test environment: one plain context for all specs of a worker.
 *
 * Jest's own environment makes a new context for every spec and intercepts each access to a global, which makes
 * physics many times slower. This one has no interceptors, and what is loaded into it can be shared (see
 * shared-runtime.cjs). Each spec gets its own `process`, mocks and fake timers; what it left behind among the globals
 * is removed.
 */
const { constants, createContext, runInContext } = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { installCommonGlobals } = require('jest-util');

/** These belong to the context itself, or stand there already. */
const OWN_GLOBALS = new Set(['GLOBAL', 'root', 'global', 'globalThis', 'process', 'console']);
/** Classes of which Node's modules return instances. */
const NODE_CLASSES = { Buffer, ArrayBuffer, Uint8Array };
/** Node's own limit of 10 hides where a failure began. */
const STACK_FRAMES = 100;

let shared;

/** A global of Node. Node reads some only on the first access, and only from its own global object. */
function inherited(global, name) {
  const { get, ...descriptor } = Object.getOwnPropertyDescriptor(globalThis, name);
  if (get === undefined) return { ...descriptor, configurable: true };
  const set = (value) => Object.defineProperty(global, name, { value, writable: true, configurable: true });
  return { get: () => globalThis[name], set, enumerable: descriptor.enumerable, configurable: true };
}

function makeContext(globals) {
  const context = createContext(constants.DONT_CONTEXTIFY);
  const global = runInContext('this', context);
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (OWN_GLOBALS.has(name) || name in global) continue;
    Object.defineProperty(global, name, inherited(global, name));
  }
  Object.assign(global, NODE_CLASSES, { global });
  installCommonGlobals(global, globals);
  global.Error.stackTraceLimit = STACK_FRAMES;
  return { context, global, descriptors: Object.getOwnPropertyDescriptors(global) };
}

/** A `process` of its own, so that an exit code or a changed setting stays within the spec. */
function freshProcess(global) {
  const stage = { Symbol: global.Symbol, Date: global.Date };
  installCommonGlobals(stage, {});
  return stage.process;
}

/**
 * Puts back what the context had at first. Jest keeps the state of a spec under symbols, which are removed; what shared
 * modules added by name, such as class-validator's store, stays.
 */
function restoreGlobals({ global, descriptors }) {
  for (const key of Reflect.ownKeys(global)) {
    if (typeof key === 'symbol' && !(key in descriptors)) delete global[key];
  }
  for (const key of Reflect.ownKeys(descriptors)) {
    const [before, now] = [descriptors[key], Object.getOwnPropertyDescriptor(global, key)];
    if (now?.configurable === false || (now?.value === before.value && now?.get === before.get)) continue;
    Object.defineProperty(global, key, before);
  }
}

class SharedEnvironment {
  constructor({ projectConfig }) {
    shared ??= makeContext(projectConfig.globals);
    const { context, global } = shared;
    global.process = freshProcess(global);
    this.context = context;
    this.global = global;
    this.moduleMocker = new ModuleMocker(global);
    this.fakeTimers = new LegacyFakeTimers({
      config: projectConfig,
      global,
      moduleMocker: this.moduleMocker,
      timerConfig: { idToRef: (id) => id, refToId: (timer) => timer },
    });
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    restoreGlobals(shared);
    this.context = null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return this.context;
  }
}

module.exports = SharedEnvironment;
