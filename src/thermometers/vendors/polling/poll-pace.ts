import { type Milliseconds, milliseconds } from '../../../shared/units.js';

/** How often a cloud is asked, in ms. */
export interface PollPace {
  /** The shortest pause, while a device sends often. */
  readonly often: Milliseconds;
  /** The pause while no device is heard. It is also the longest while one is: a person may change what a device does. */
  readonly rarely: Milliseconds;
}

/** A device, as the last poll found it. */
export interface HeardDevice {
  /** How long ago it was last heard by the cloud's own clock, in ms; null when it never was. */
  readonly age: number | null;
  /** How often it sends, in ms; undefined where that is not known. */
  readonly interval?: number | undefined;
}

/** A device counts as heard for so many of its intervals, and for at least `LEAST_HEARD`. */
const INTERVALS = 3;
const LEAST_HEARD = 5 * 60_000;
/** How long after a reading is due it can be read from the cloud, in ms; a guess that costs at most one more request. */
const MARGIN = 1_000;

/** The pause until the next poll: until the next reading of any device is due, within the pace. */
export function pollPause(devices: readonly HeardDevice[], pace: PollPace): Milliseconds {
  const pauses = devices.map((device) => pauseFor(device, pace));
  return milliseconds(Math.min(pace.rarely, ...pauses));
}

function pauseFor({ age, interval = 0 }: HeardDevice, { often, rarely }: PollPace): number {
  if (age === null || age > Math.max(LEAST_HEARD, INTERVALS * interval)) return rarely;
  return Math.max(often, Math.min(rarely, interval - age + MARGIN));
}
