import { Injectable } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Clock } from '../shared/clock.js';
import { ClockWatch } from './clock-watch.js';

/** Whether the wall clock shows the right time. A computer without a battery begins with that of its last shutdown. */
export abstract class ClockTrust {
  abstract isSynchronised(): Promise<boolean>;
}

/** Made by systemd-timesyncd at its first synchronisation after the boot (systemd-timesyncd.service(8)). */
const SYNCHRONISED = '/run/systemd/timesync/synchronized';
/** Exists where systemd runs (sd_booted(3)). */
const SYSTEMD = '/run/systemd/system';
/** How long `timedatectl` may take, in ms. */
const TIMEOUT = 2_000;
/**
 * Without systemd the clock is trusted after it has run for so long without a jump, in ms: NTP clients set a wrong clock
 * within their first minutes, and a container gets the clock of a host that has long been running.
 */
const STEADY = 10 * 60_000;

/** The operating system's knowledge of the clock. */
@Injectable()
export class SystemClockTrust extends ClockTrust {
  private steadySince: number;
  private jumps: number;

  constructor(
    private readonly clock: Clock,
    private readonly watch: ClockWatch,
  ) {
    super();
    this.steadySince = clock.monotonic();
    this.jumps = this.count();
  }

  async isSynchronised(): Promise<boolean> {
    if (existsSync(SYNCHRONISED)) return true;
    // chrony and ntpd tell only the kernel.
    return existsSync(SYSTEMD) ? isSynchronisedByKernel() : this.isSteady();
  }

  private isSteady(): boolean {
    const jumps = this.count();
    if (jumps !== this.jumps) this.steadySince = this.clock.monotonic();
    this.jumps = jumps;
    return this.clock.monotonic() - this.steadySince >= STEADY;
  }

  private count(): number {
    const { forward, back } = this.watch.jumps();
    return forward + back;
  }
}

/** The kernel's STA_UNSYNC flag (adjtimex(2)), as timedatectl(1) shows it; false where it cannot be read. */
const isSynchronisedByKernel = (): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(
      'timedatectl',
      ['show', '--property=NTPSynchronized', '--value'],
      { timeout: TIMEOUT },
      (error, stdout) => resolve(error === null && stdout.trim() === 'yes'),
    );
  });
