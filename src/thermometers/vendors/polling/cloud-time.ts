/** A difference between the two clocks from which on it is said, in ms. */
const NOTABLE = 2 * 60_000;
/** A changed difference is taken over only from here on, so that one reading keeps one instant from poll to poll. */
const CHANGE = 60_000;

/**
 * The clock of a cloud beside that of this machine. The instants of its devices count by the cloud's clock. Where that
 * is ahead, they are brought to the clock of this machine, or a reading would look younger than it is. Where it seems to
 * be behind they stay: a proxy may have kept the response, and then the readings in it are as old as they look.
 */
export class CloudTime {
  private ahead = 0;

  /**
   * Notes the time of a response.
   * @param cloud in ms since 1970, null where the cloud does not say
   * @param own in ms since 1970
   */
  observe(cloud: number | null, own: number): void {
    if (cloud === null) return;
    const ahead = cloud - own;
    if (Math.abs(ahead) < NOTABLE) this.ahead = 0;
    else if (Math.abs(ahead - this.ahead) >= CHANGE) this.ahead = ahead;
  }

  /** How far the cloud's clock is ahead of that of this machine, in ms; 0 where they agree within 2 minutes. */
  get difference(): number {
    return this.ahead;
  }

  /** An instant by the cloud's clock, as this machine would have stamped it or earlier; in ms since 1970. */
  toOwn(instant: number): number {
    return instant - Math.max(0, this.ahead);
  }

  /** A sentence about the difference; undefined where there is none. */
  get problem(): string | undefined {
    if (this.ahead === 0) return undefined;
    const minutes = Math.round(Math.abs(this.ahead) / 60_000);
    const direction = this.ahead > 0 ? 'behind' : 'ahead of';
    return `The clock of this machine is ${minutes} minutes ${direction} that of the cloud: set the clock of this machine.`;
  }
}

/** When something is seen, on the clocks of this machine and of the cloud. */
export interface Moment {
  /** By the clock of this machine, in milliseconds since 1970. */
  readonly now: number;
  readonly time: CloudTime;
}
