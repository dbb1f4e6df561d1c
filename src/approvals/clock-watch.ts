import { Injectable } from '@nestjs/common';
import { Clock } from '../shared/clock.js';

/** A step below this is no jump, in ms: NTP makes such steps, and no approval gets noticeably longer. */
const SLACK = 2_000;
/** NTP slows a clock by at most 500 parts per million (adjtimex(2)); twice that is no jump either. */
const DRIFT = 1 / 1_000;

/** Notices when the wall clock was set forward or back, by comparing it with the monotonic clock. */
@Injectable()
export class ClockWatch {
  private wall: number;
  private monotonic: number;
  private readonly seen = { forward: 0, back: 0 };

  constructor(private readonly clock: Clock) {
    this.wall = clock.now().getTime();
    this.monotonic = clock.monotonic();
  }

  /** How often the wall clock was seen to be set forward and back so far. */
  jumps(): { readonly forward: number; readonly back: number } {
    const [wall, monotonic] = [this.clock.now().getTime(), this.clock.monotonic()];
    const passed = monotonic - this.monotonic;
    const ahead = wall - this.wall - passed;
    const slack = SLACK + passed * DRIFT;
    if (ahead > slack) this.seen.forward++;
    if (ahead < -slack) this.seen.back++;
    this.wall = wall;
    this.monotonic = monotonic;
    return { ...this.seen };
  }
}
