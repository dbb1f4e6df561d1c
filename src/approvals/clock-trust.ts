import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Clock } from '../shared/clock.js';
import { ClockWatch } from './clock-watch.js';

/** Whether the wall clock shows the right time. A computer without a battery begins with that of its last shutdown. */
export abstract class ClockTrust {
  abstract isSynchronised(): Promise<boolean>;
}

/** Where the operating system says whether the clock is right. */
export interface SystemClock {
  /** Made by systemd-timesyncd at its first synchronisation after the boot (systemd-timesyncd.service(8)). */
  readonly synchronised: string;
  /** Exists where systemd runs (sd_booted(3)). */
  readonly systemd: string;
  /** Whether the kernel says so; false where it cannot be asked. */
  readonly isSynchronisedByKernel: () => Promise<boolean>;
}
/** How long `timedatectl` may take, in ms. */
const TIMEOUT = 2_000;
/**
 * Without systemd the clock is trusted after it has run for so long without a jump, in ms: NTP clients set a wrong clock
 * within their first minutes, and a container gets the clock of a host that has long been running.
 */
const STEADY = 10 * 60_000;

/** The operating system's knowledge of the clock. */
export class SystemClockTrust extends ClockTrust {
  private steadySince: number;
  private jumps: number;

  constructor(
    private readonly clock: Clock,
    private readonly watch: ClockWatch,
    private readonly system: SystemClock = SYSTEM_CLOCK,
  ) {
    super();
    this.steadySince = clock.monotonic();
    this.jumps = this.count();
  }

  async isSynchronised(): Promise<boolean> {
    const { synchronised, systemd, isSynchronisedByKernel } = this.system;
    if (existsSync(synchronised)) return true;
    // chrony and ntpd tell only the kernel.
    return existsSync(systemd) ? isSynchronisedByKernel() : this.isSteady();
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

const SYSTEM_CLOCK: SystemClock = {
  synchronised: '/run/systemd/timesync/synchronized',
  systemd: '/run/systemd/system',
  isSynchronisedByKernel,
};
