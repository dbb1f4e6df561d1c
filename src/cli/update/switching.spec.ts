import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { TestMachine, ran, type Programs } from '../../../test/harness/test-machine.js';
import { RunningServer } from './running-server.js';
import { milliseconds } from '../../shared/units.js';
import { Switching } from './switching.js';

const HEALTH = 'http://127.0.0.1:5000/health';
const GO_BACK = 'sh';

describe('Switching', () => {
  let testMachine: TestMachine;
  let healthy: boolean;
  afterEach(() => testMachine.clear());

  const opt = (name: string) => join(testMachine.places.opt, name);
  const pending = (tries: number) =>
    testMachine.write('/opt/coddle/pending', `from=releases/1.0.0\nto=releases/1.1.0\ntries=${tries}\n`);
  const current = () => readlinkSync(opt('current'));
  function pointAt(version: string) {
    rmSync(opt('current'), { force: true });
    symlinkSync(`releases/${version}`, opt('current'));
  }

  /** What the guard does around a start, once that version is ready. */
  function isReady(version: string) {
    pointAt(version);
    rmSync(opt('pending'), { force: true });
    healthy = true;
  }

  /** A machine on which 1.0.0 runs. @param systemctl what happens, by its first word */
  function machine(systemctl: Record<string, () => number | void>, programs: Programs = {}): Switching {
    healthy = false;
    testMachine = new TestMachine(
      {
        systemctl: ([word = '']) => ran('', systemctl[word]?.() ?? 0, 'no such unit'),
        [GO_BACK]: () => {
          pointAt('1.0.0');
          testMachine.write('/opt/coddle/update-failed', 'it did not get ready');
          rmSync(opt('pending'));
          return ran();
        },
        ...programs,
      },
      { [HEALTH]: () => new Response('', { status: healthy ? 200 : 503 }) },
    );
    for (const version of ['1.0.0', '1.1.0']) {
      mkdirSync(opt(`releases/${version}`), { recursive: true });
      testMachine.write(`/opt/coddle/releases/${version}/deploy/coddle.service`, `# ${version}`);
    }
    pointAt('1.0.0');
    const settings = { host: '127.0.0.1', port: 5000, apiKey: 'of-a-test' };
    const io = testMachine.io();
    return new Switching(io, new RunningServer(io, settings));
  }

  /** Lets the time pass until it is done. @returns what it failed with */
  async function outcome(work: Promise<void>): Promise<string | undefined> {
    let failure: string | undefined;
    let done = false;
    const watched = work.catch((error: Error) => (failure = error.message)).finally(() => (done = true));
    while (!done) await testMachine.clock.elapse(500);
    await watched;
    return failure;
  }

  it('writes down what it does before it does it, and says when the new version is ready', async () => {
    const seen: string[] = [];
    const restart = () => {
      seen.push(readFileSync(opt('pending'), 'utf8'), current());
      isReady('1.1.0');
    };
    expect(await outcome(machine({ restart }).to('1.1.0'))).toBeUndefined();
    expect(seen).toEqual(['from=releases/1.0.0\nto=releases/1.1.0\ntries=0\n', 'releases/1.1.0']);
    expect(testMachine.ran).toEqual([
      'systemctl daemon-reload',
      'systemctl restart --no-block coddle.service',
    ]);
    expect(readFileSync(join(testMachine.places.units, 'coddle.service'), 'utf8')).toBe('# 1.1.0');
    expect(testMachine.out).toMatch(/Coddle 1\.1\.0 is ready after \d+ s\.\n$/);
  });

  it('tells that the version before runs again, with the last words of the new one', async () => {
    const journalctl = () =>
      ran(
        'server listens\nError: broken\n    at line 1\n\nNode.js v20\nCoddle 1.1.0 did not get ready, so\n1.0.0 listens\n',
      );
    const switching = machine({ restart: () => isReady('1.0.0') }, { journalctl });
    expect(await outcome(switching.to('1.1.0'))).toMatch(
      /^Coddle 1\.1\.0 did not get ready, so 1\.0\.0 runs again, with the data as it was, after \d+ s\. The last lines of its log:\n {2}server listens\n {2}Error: broken$/,
    );
  });

  it('goes back itself after 45 seconds', async () => {
    const start = () => isReady('1.0.0');
    const failure = await outcome(machine({ start }).to('1.1.0'));
    expect(failure).toContain(
      'so 1.0.0 runs again, with the data as it was, after 45 s. Its log: journalctl',
    );
    expect(testMachine.ran.slice(2)).toEqual([
      'systemctl stop coddle.service',
      `sh ${opt('guard')} go-back`,
      'systemctl start --no-block coddle.service',
      'journalctl -u coddle -n 200 -o cat --no-pager',
    ]);
  });

  it('says so when the version before does not respond either', async () => {
    expect(await outcome(machine({}).to('1.1.0'))).toContain('and 1.0.0 does not respond yet');
    expect(current()).toBe('releases/1.0.0');
  });

  it('leaves everything as it was when nothing can be started', async () => {
    expect(await outcome(machine({ restart: () => 5 }).to('1.1.0'))).toBe(
      'systemd does not restart Coddle: no such unit',
    );
    expect(testMachine.ran.at(-1)).toBe(`sh ${opt('guard')} go-back`);
    expect([current(), existsSync(opt('update-failed'))]).toEqual(['releases/1.0.0', false]);
  });

  const allow = () => Promise.resolve();

  it('forgets a switch that had not begun', async () => {
    const switching = machine({});
    pending(0);
    expect(await outcome(switching.finish(allow))).toBeUndefined();
    expect([existsSync(opt('pending')), testMachine.ran]).toEqual([false, []]);
  });

  it('starts what was switched to and never started, if that is allowed', async () => {
    const switching = machine({ restart: () => isReady('1.1.0') });
    pointAt('1.1.0');
    pending(0);
    expect(await outcome(switching.finish(() => Promise.reject(new Error('not now'))))).toBe('not now');
    expect(testMachine.ran).toEqual([]);
    expect(await outcome(switching.finish(allow))).toBeUndefined();
    expect(testMachine.out).toContain(
      'The switch from Coddle 1.0.0 to 1.1.0 was interrupted, and is finished first.',
    );
    expect(current()).toBe('releases/1.1.0');
  });

  it('waits for what is being started', async () => {
    const switching = machine({});
    pointAt('1.1.0');
    pending(1);
    testMachine.clock.after(milliseconds(3_000), () => isReady('1.1.0'));
    expect(await outcome(switching.finish(allow))).toBeUndefined();
    expect(testMachine.ran).toEqual([]);
  });
});
