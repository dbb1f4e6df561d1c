import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { newFernetKey } from '../../../config/fernet.js';
import { milliseconds } from '../../../shared/units.js';
import { accountFileIn, removeAccount, writeAccount } from '../../accounts/account-file.js';
import { StoredAccount } from '../../accounts/stored-account.js';
import { CloudError } from './cloud-error.js';
import { CloudSource } from './cloud-source.js';

const PACE = { often: milliseconds(10_000), rarely: milliseconds(300_000) };

describe('CloudSource', () => {
  let folder: string;
  let clock: DrivenClock;
  let log: string[];
  let source: CloudSource;
  let failure: CloudError | undefined;
  const key = newFernetKey();
  const file = () => accountFileIn(folder, 'thermoworks');
  const signIn = (token: string) =>
    writeAccount(file(), { name: 'someone', token }, { keys: [key], now: clock.now(), random: randomBytes });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-source-'));
    [clock, log, failure] = [new DrivenClock(), [], undefined];
    const stored = new StoredAccount({ dataDir: folder, encryptionKeys: [key] }, 'thermoworks', clock);
    source = new CloudSource({
      vendor: 'thermoworks',
      stored,
      clock,
      chance: () => 0.5,
      sink: {
        seen: () => undefined,
        read: () => Promise.resolve(),
        removed: (id) => void log.push(`removed ${id}`),
        account: (_, { state, problem }) => void log.push(`${state} ${problem ?? ''}`.trim()),
      },
      follow: ({ present }) => ({
        name: 'ThermoWorks',
        command: 'thermoworks',
        pace: PACE,
        poll: () => {
          log.push(`poll with ${stored.account?.token}`);
          present.add('thermoworks-1');
          return failure === undefined ? Promise.resolve({ devices: [] }) : Promise.reject(failure);
        },
      }),
    });
  });

  afterEach(async () => {
    await source.close();
    rmSync(folder, { recursive: true });
  });

  /** Advances the clock, and lets what was begun come to its end. */
  const pass = async (ms: number) => {
    await clock.elapse(ms);
    await new Promise((resume) => setImmediate(resume));
  };

  it('requests nothing while the person is not signed in', async () => {
    source.open();
    await pass(600_000);
    expect(log).toEqual([]);
  });

  it('follows an account that is signed in beside the running server within seconds, and another one after it', async () => {
    source.open();
    signIn('first');
    await pass(3_000);
    expect(log).toEqual(['connecting', 'poll with first', 'connected']);
    signIn('second');
    await pass(3_000);
    expect(log.slice(3)).toEqual(['connecting', 'poll with second', 'connected']);
  });

  it('reports the thermometers as gone when the person signs out, and polls no more', async () => {
    signIn('first');
    source.open();
    await pass(1_000);
    removeAccount(file());
    await pass(600_000);
    expect(log.slice(3)).toEqual(['removed thermoworks-1', 'needs_sign_in You signed out.']);
  });

  it('sends nothing for a new sign-in either, before a pause that the cloud asked for is over', async () => {
    signIn('first');
    failure = new CloudError('limited', 'too many', { retryAfter: milliseconds(300_000) });
    source.open();
    await pass(1_000);
    failure = undefined;
    signIn('second');
    await pass(298_000);
    expect(log.filter((line) => line.startsWith('poll'))).toEqual(['poll with first']);
    await pass(60_000);
    expect(log).toContain('poll with second');
  });

  it('says once that the file of the account cannot be opened, and goes on with one that can', async () => {
    writeFileSync(join(folder, 'thermoworks-account.enc'), 'text', { mode: 0o600 });
    source.open();
    await pass(10_000);
    expect(log).toEqual([expect.stringMatching(/^needs_sign_in .*is not a Fernet token/)]);
    signIn('first');
    await pass(3_000);
    expect(log).toContain('connected');
  });

  it('plans nothing once it is closed', async () => {
    signIn('first');
    source.open();
    await pass(1_000);
    await source.close();
    await pass(600_000);
    expect([clock.pending, log.length]).toEqual([0, 3]);
  });
});
