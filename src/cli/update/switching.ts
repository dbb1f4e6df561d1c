import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { installedVariables } from '../installed-settings.js';
import type { RunningServer } from './running-server.js';
import { readPending, removePending, writePending } from './pending-update.js';
import { point } from './symlinks.js';
import { linkTo, Releases } from './releases.js';
import { installUnits } from './units.js';
import { eventually } from './waiting.js';

/** How long a version may take until it is ready, in milliseconds; after that the one before runs again. */
const READY_TIMEOUT = 45_000;
const UNIT = 'coddle.service';
/** As the guard says it. */
const GONE_BACK = /did not get ready, so/;
/** How much of the log is looked through, and how much of it is shown. */
const LOG = { looked: 200, shown: 5 };
/** Lines that lead to a mistake, and tell an owner nothing. */
const STACK = /^\s*(at .*|Node\.js v.*)?$/;

/** Brings another version to run, and the one before back when that does not get ready. */
export class Switching {
  private readonly releases: Releases;

  constructor(
    private readonly io: CliContext,
    private readonly server: RunningServer,
  ) {
    this.releases = new Releases(io.places);
  }

  /**
   * Switches to a version, and waits until it is ready.
   * @throws CliError when it did not get ready; then the version before runs again
   */
  async to(version: string): Promise<void> {
    const from = this.releases.current;
    this.begin(from, version);
    await this.start(from, version);
    await this.seeThrough(from, version);
  }

  /** Brings to its end what an earlier run was killed over. @param allow refuses, or lets the server be started anew */
  async finish(allow: () => Promise<void>): Promise<void> {
    const pending = readPending(this.io.places);
    if (pending === undefined) return;
    const { from, to, tries } = pending;
    if (tries === 0 && this.releases.current !== to) return removePending(this.io.places);
    this.io.stdout.write(`The switch from Coddle ${from} to ${to} was interrupted, and is finished first.\n`);
    if (tries === 0) {
      await allow();
      await this.start(from, to);
    }
    await this.seeThrough(from, to);
  }

  /** From here on the guard of the service knows what to do, whatever happens to us. */
  private begin(from: string, to: string): void {
    const { places } = this.io;
    rmSync(join(places.opt, 'update-failed'), { force: true });
    const pending = { from, to, tries: 0 };
    writePending(places, pending);
    try {
      point(join(places.opt, 'current'), linkTo(to));
    } catch (error) {
      removePending(places);
      throw error;
    }
    // A service that was started between the two has taken it for one that was given up.
    if (readPending(places) === undefined) writePending(places, pending);
  }

  private async start(from: string, to: string): Promise<void> {
    const { io } = this;
    try {
      await installUnits(io, this.releases.folderOf(to));
      const { code, stderr } = await io.run('systemctl', ['restart', '--no-block', UNIT]);
      if (code !== 0) throw new CliError(`systemd does not restart Coddle: ${stderr.trim()}`);
    } catch (error) {
      // Nothing has been started, so the version before has never stopped.
      await this.guardGoesBack();
      rmSync(join(io.places.opt, 'update-failed'), { force: true });
      throw error;
    }
    io.stdout.write(`Coddle ${to} is started in the place of ${from}.\n`);
  }

  private async seeThrough(from: string, to: string): Promise<void> {
    const { io } = this;
    const start = io.clock.monotonic();
    const running = (await this.settled()) ?? (await this.giveUp());
    const seconds = Math.round((io.clock.monotonic() - start) / 1000);
    if (running === to) {
      io.stdout.write(`Coddle ${to} is ready after ${seconds} s.\n`);
      return;
    }
    const outcome =
      running === undefined
        ? `and ${from} does not respond yet: systemd keeps trying, and coddle doctor shows what is wrong`
        : `so ${running} runs again, with the data as it was, after ${seconds} s`;
    throw new CliError(`Coddle ${to} did not get ready, ${outcome}.${await this.tailLog()}`);
  }

  /** The version that takes calls once nothing is under way any more; undefined when that takes too long. */
  private settled(): Promise<string | undefined> {
    return eventually(this.io.clock, READY_TIMEOUT, async () =>
      readPending(this.io.places) === undefined && (await this.server.isHealthy())
        ? this.releases.current
        : undefined,
    );
  }

  private async giveUp(): Promise<string | undefined> {
    // Else the guard has gone back by itself, and it is the version before that takes its time.
    if (readPending(this.io.places) !== undefined) {
      await this.io.run('systemctl', ['stop', UNIT]);
      await this.guardGoesBack();
      await this.io.run('systemctl', ['start', '--no-block', UNIT]);
    }
    return this.settled();
  }

  private async guardGoesBack(): Promise<void> {
    const { opt, root } = this.io.places;
    const variables = { CODDLE_ROOT: root, DATA_DIR: installedVariables(this.io)['DATA_DIR'] };
    const { code, stderr } = await this.io.run('sh', [join(opt, 'guard'), 'go-back'], { variables });
    if (code !== 0) throw new CliError(`The version before could not be put back: ${stderr.trim()}`);
  }

  /** What the log says of a version before it was given up. */
  private async tailLog(): Promise<string> {
    const words = ['-u', 'coddle', '-n', String(LOG.looked), '-o', 'cat', '--no-pager'];
    const lines = (await this.io.run('journalctl', words)).stdout.split('\n');
    const end = lines.findLastIndex((line) => GONE_BACK.test(line));
    const before = end === -1 ? lines : lines.slice(0, end);
    const shown = before.filter((line) => !STACK.test(line)).slice(-LOG.shown);
    if (shown.length === 0) return ' Its log: journalctl -u coddle -n 50';
    return ` The last lines of its log:\n${shown.map((line) => `  ${line}`).join('\n')}`;
  }
}
