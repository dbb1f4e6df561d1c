/**
 * Replaces the AsyncLocalStorage in which Jest's runner remembers the test or hook that runs.
 *
 * The runner makes one for every spec and disables none. Up to Node 22 each promise of a worker copies the stores of
 * all of them, so that every spec is slower than the one before. Our tests run one after another: the last one that
 * began is the one that runs.
 */
class SpecContext {
  getStore() {
    return this.store;
  }

  run(store, act, ...args) {
    const before = this.store;
    const leave = () => (this.store = before);
    this.store = store;
    try {
      const result = act(...args);
      if (typeof result?.then === 'function') return Promise.resolve(result).finally(leave);
      leave();
      return result;
    } catch (error) {
      leave();
      throw error;
    }
  }
}

module.exports = { SpecContext };
