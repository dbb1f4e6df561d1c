import { EventEmitter } from 'node:events';
import { InvalidSettingsError } from '../config/config.errors.js';
import { runUntilSignal, type HostProcess, type OpenServer } from './run-until-signal.js';

/** A process that remembers how it was ended, and what was said last. */
class WatchedHost extends EventEmitter {
  readonly codes: unknown[] = [];
  readonly written: string[] = [];
  readonly stderr = { write: (text: string) => this.written.push(text) };

  exit(code?: unknown): never {
    this.codes.push(code);
    return undefined as never;
  }
}

/** A server whose end the test decides, and which remembers its log. */
function watchedServer(close: () => Promise<void> = () => Promise.resolve()) {
  const fatal: unknown[] = [];
  let closings = 0;
  const server: OpenServer = {
    logger: { log() {}, warn() {}, error() {}, fatal: (message: unknown) => fatal.push(message) },
    isAlive: () => true,
    close: () => {
      closings += 1;
      return close();
    },
  };
  return { server, fatal, closings: () => closings };
}

async function run(open: () => Promise<OpenServer>): Promise<WatchedHost> {
  const host = new WatchedHost();
  await runUntilSignal(open, host as unknown as HostProcess);
  return host;
}

/** A thrown thing of any kind: programs in JavaScript may throw words. */
const failing = (thrown: unknown) =>
  run(
    () =>
      ({ then: (_fulfil: unknown, reject: (reason: unknown) => void) => reject(thrown) }) as Promise<never>,
  );
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('A server that cannot start', () => {
  it('ends with 1 and names every problem of its settings, without a stack', async () => {
    const host = await failing(new InvalidSettingsError(['PORT must be a number', 'API_KEY is missing']));
    expect(host.codes).toEqual([1]);
    expect(host.written).toEqual([
      'The settings need mending:\n- PORT must be a number\n- API_KEY is missing\n',
    ]);
  });

  it.each([
    [
      'EADDRINUSE',
      'Coddle cannot listen at ::1:5000: another program listens there: end it, or set another PORT.\n',
    ],
    [
      'EACCES',
      'Coddle cannot listen at ::1:5000: this user may not listen there: set a PORT of 1024 or more.\n',
    ],
    [
      'EADDRNOTAVAIL',
      'Coddle cannot listen at ::1:5000: this machine has no such address: set another HOST.\n',
    ],
  ])('says what to do about %s', async (code, sentence) => {
    const host = await failing(Object.assign(new Error('listen'), { code, address: '::1', port: 5000 }));
    expect(host.codes).toEqual([1]);
    expect(host.written).toEqual([sentence]);
  });

  it('shows the stack of an unexpected error', async () => {
    const host = await failing(new TypeError('it broke'));
    expect(host.codes).toEqual([1]);
    expect(host.written[0]).toMatch(/^Coddle cannot start: TypeError: it broke\n +at /);
  });

  it('survives a thrown thing that is no error', async () => {
    expect((await failing('a word')).written).toEqual(['Coddle cannot start: a word\n']);
  });
});

describe('An open server', () => {
  it.each(['SIGTERM', 'SIGINT'])('closes and ends with 0 on %s', async (signal) => {
    const { server, closings } = watchedServer();
    const host = await run(() => Promise.resolve(server));
    expect(host.codes).toEqual([]);
    host.emit(signal);
    await settled();
    expect(closings()).toBe(1);
    expect(host.codes).toEqual([0]);
  });

  it('leaves a second signal to the system, which ends the process at once', async () => {
    const { server } = watchedServer(() => new Promise(() => {}));
    const host = await run(() => Promise.resolve(server));
    host.emit('SIGTERM');
    expect(host.listenerCount('SIGTERM')).toBe(0);
    await settled();
    expect(host.codes).toEqual([]);
  });

  it('logs what breaks while it closes, and ends with 1', async () => {
    const { server, fatal } = watchedServer(() => Promise.reject(new Error('a stuck lock')));
    const host = await run(() => Promise.resolve(server));
    host.emit('SIGTERM');
    await settled();
    expect(host.codes).toEqual([1]);
    expect(String(fatal[0])).toContain('a stuck lock');
  });

  it('logs an uncaught error and exits with 1', async () => {
    const { server, fatal } = watchedServer();
    const host = await run(() => Promise.resolve(server));
    host.emit('uncaughtException', new Error('uncaught'));
    expect(host.codes).toEqual([1]);
    expect(String(fatal[0])).toContain('uncaught');
  });
});
