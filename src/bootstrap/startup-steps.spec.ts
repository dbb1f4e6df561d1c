import { Logger } from '@nestjs/common';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { milliseconds } from '../shared/units.js';
import { StartupSteps, type StartupStep } from './startup-steps.js';

describe('StartupSteps', () => {
  let clock: DrivenClock;
  let steps: StartupSteps;
  let notes: string[];
  let logged: string[];
  beforeEach(() => {
    clock = new DrivenClock();
    steps = new StartupSteps(clock);
    notes = [];
    logged = [];
    jest.spyOn(Logger.prototype, 'log').mockImplementation((message) => logged.push(String(message)));
    jest.spyOn(Logger.prototype, 'error').mockImplementation((message) => logged.push(`error: ${message}`));
  });
  afterEach(() => jest.restoreAllMocks());

  const step = (name: string, ms = 0): StartupStep => ({
    name,
    run: async () => {
      notes.push(`${name} begins`);
      await clock.elapse(milliseconds(ms));
      notes.push(`${name} ends`);
    },
  });

  it('runs each step after the one before it has ended', async () => {
    await steps.run([step('one'), step('two')]);
    expect(notes).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('lets the event loop turn before the first step, so that the caller goes on at once', async () => {
    const running = steps.run([step('one')]);
    expect(notes).toEqual([]);
    await running;
    expect(notes).toEqual(['one begins', 'one ends']);
  });

  it('logs the name of each step and the milliseconds that it took', async () => {
    await steps.run([step('Restore the state', 12), step('Open the connection')]);
    expect(logged).toEqual(['Restore the state: 12 ms', 'Open the connection: 0 ms']);
  });

  it('logs a step that fails and runs the next one', async () => {
    const failing: StartupStep = { name: 'one', run: () => Promise.reject(new Error('broken')) };
    await steps.run([failing, step('two')]);
    expect(logged).toEqual(['error: one: failed', 'two: 0 ms']);
  });

  it('waits for the current step when the server closes, and runs none after it', async () => {
    let end = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      const waiting = new Promise<void>((finish) => (end = finish));
      void steps.run([{ name: 'one', run: () => (resolve(), waiting) }, step('two')]);
    });
    await begun;
    let closed = false;
    const closing = steps.onModuleDestroy().then(() => (closed = true));
    await new Promise((turn) => setImmediate(turn));
    expect(closed).toBe(false);
    end();
    await closing;
    expect(notes).toEqual([]);
  });

  it('has nothing to wait for when it never ran', async () => {
    await expect(steps.onModuleDestroy()).resolves.toBeUndefined();
  });
});
