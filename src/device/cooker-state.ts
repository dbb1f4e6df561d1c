import type { Celsius, Milliseconds, Seconds } from '../shared/units.js';

/** What a cooker is doing, in our words. `unknown` is never taken for idle. */
export type CookerMode =
  'idle' | 'preheating' | 'cooking' | 'done' | 'holding' | 'ice_bath' | 'fault' | 'unknown';

/** What the cooker wants of a person while it goes on: more water, or a confirmation of the next stage. */
export type CookerWarning = 'low-water' | 'waits-for-person';

/** What stands in the way of cooking. */
export type CookerFault =
  'low-water' | 'water-leak' | 'overheated' | 'motor-stuck' | 'heater-failed' | 'device-failure';

/** Who began the cook, as far as the cooker says. */
export type CookOrigin = 'api' | 'app' | 'device' | 'unknown';

export type TimerMode = 'idle' | 'running' | 'paused' | 'completed' | 'unknown';

/** The cooker's timer as it was at the moment of a push. */
export interface CookerTimer {
  readonly mode: TimerMode;
  /** Whole length; an idle cooker keeps the last one. Undefined when it was not sent or there is none. */
  readonly length?: Seconds | undefined;
  /** Run so far, by the sender's own clock, so that a difference between its clock and ours does not matter. */
  readonly elapsed?: Seconds | undefined;
  /** Identifies one run of the timer: the vendor's start instant, as sent. */
  readonly run?: string | undefined;
  /** Which stage it is the timer of, from 0; undefined for a cook of one stage. */
  readonly stage?: number | undefined;
}

/** One state as a cooker pushed it, in our words and units. A value that was not sent is undefined, never guessed. */
export interface CookerReading {
  readonly mode: CookerMode;
  /** Whether a cook is running, in any phase: also true in modes that we cannot name. */
  readonly running: boolean;
  readonly water?: Celsius | undefined;
  /** Setpoint; an idle cooker keeps the last one. */
  readonly target?: Celsius | undefined;
  readonly timer: CookerTimer;
  readonly fault?: CookerFault | undefined;
  readonly warnings?: readonly CookerWarning[] | undefined;
  /** What the cloud says about the cooker's own connection. */
  readonly online?: boolean | undefined;
  readonly origin: CookOrigin;
  /** The vendor's identity of the cook, to notice when another one begins. */
  readonly vendorCookId?: string | undefined;
  /** How long the cook had been going on at the push, by the sender's clock. */
  readonly cookAge?: Seconds | undefined;
  /** The sender's timestamp of the state. */
  readonly updatedAt?: Date | undefined;
}

/** A reading and when it was true. */
export interface Observation {
  readonly reading: CookerReading;
  /** Monotonic moment at which the reading was true: its receipt, or earlier for the first state after connecting. */
  readonly seenAt: Milliseconds;
  /** Monotonic moment of its receipt. */
  readonly receivedAt: Milliseconds;
  /** Counts up with every state of this cooker; never reset. */
  readonly sequence: number;
}

/** How far the timer of one cook has run, by all its states together, so that the remaining time never rises. */
export interface TimerProgress {
  /** The vendor's identity of the cook, once known. */
  readonly cookId?: string | undefined;
  /** The stage that it belongs to, where a cook has several. */
  readonly stage?: number | undefined;
  /** Whole length, once known. */
  readonly length?: Seconds | undefined;
  /** Monotonic moment at which it was at zero, while it runs or has run out; undefined while it stands still. */
  readonly zero?: Milliseconds | undefined;
  /** Run so far, while it stands still. */
  readonly elapsed: Seconds;
  /** The latest moment that a state of this cook describes, on the monotonic clock. */
  readonly seenAt?: Milliseconds | undefined;
  /** How far it had been observed to run before the latest state. */
  readonly observed?: Seconds | undefined;
  /** The same of the cook before, should its cooker show it again after an odd state. */
  readonly earlier?: Omit<TimerProgress, 'earlier'> | undefined;
}

/** A water temperature and when it was measured, on the monotonic clock. */
export interface MeasuredWater {
  readonly temperature: Celsius;
  readonly seenAt: Milliseconds;
}

/** A rise that water cannot have made, and how many in a row have agreed with it. */
export interface SuspectWater extends MeasuredWater {
  readonly times: number;
}

/** One cooker of the account. */
export interface CookerState {
  readonly id: string;
  /** Its name in sentences: the name in the vendor's app, with the id where another cooker has the same. */
  readonly name: string;
  /** Its name in the vendor's app, where that is another. */
  readonly appName?: string;
  /** The vendor's device type, such as `a7`. */
  readonly type: string;
  /** Whether we can read its states and may start it. */
  readonly supported: boolean;
  /** The latest state; undefined until one came. */
  readonly latest?: Observation | undefined;
  /** The last water temperature that can be true; undefined until one came. */
  readonly water?: MeasuredWater | undefined;
  /** What the thermometer says since, where that cannot be true yet. */
  readonly suspectWater?: SuspectWater | undefined;
  /** How far its timer has run; undefined until a state came. */
  readonly progress?: TimerProgress | undefined;
  /**
   * Latest states in a row on this connection that came less than 30 s apart, all of them cooking or all of
   * them not; 0 when none came on this connection. Three make a cooker a frequent reporter.
   */
  readonly frequentReports: number;
}

/** The connection to the vendor's cloud. */
export type LinkState = 'connecting' | 'connected' | 'down' | 'token-rejected';

/** All that is known about an account: its connection and its cookers. Only `reduce` makes a new one. */
export interface AccountState {
  readonly link: LinkState;
  /** False until the first device list of this process. */
  readonly listed: boolean;
  readonly cookers: ReadonlyMap<string, CookerState>;
}
