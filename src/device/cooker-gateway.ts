import type { ApprovedCook } from '../safety/safety.service.js';
import type { Milliseconds } from '../shared/units.js';
import type { AccountFollower } from './account-follower.js';
import type { CookerState, AccountState } from './cooker-state.js';

declare module '../shared/event-bus.js' {
  interface EventMap {
    /** A cooker pushed a state. */
    'cooker.reading': [cooker: CookerState];
    /** The account's cookers were listed, or one came or went. */
    'cooker.listed': [account: AccountState];
    /** The connection to the cloud came up or was lost. */
    'cloud.changed': [account: AccountState];
  }
}

/** The port to the cookers of one account: the type and the injection token in one. */
export abstract class CookerGateway {
  /** What is known now; a snapshot that never changes. */
  abstract readonly account: AccountState;

  /**
   * Whether the connection to the cloud keeps itself alive: it is open, being opened, or about to be opened, and no
   * step is overdue. False is a fault of this server that only a restart mends; an unreachable cloud is none.
   */
  abstract readonly isAlive: boolean;

  /** Calls `follower` with every change from now on, one by one and without a pause. Called once. */
  abstract follow(follower: AccountFollower): void;

  /** Connects and stays connected; returns at once. Called once, when every follower is ready. */
  abstract open(): void;

  /**
   * Waits until the connection is up, the cookers of the account are listed and each has reported its state; where a
   * reconnection is planned, it is made at once. Resolves at the latest after `timeout`, whether it worked or not,
   * and at once when it is hopeless.
   */
  abstract ensureConnected(timeout: Milliseconds): Promise<void>;

  /**
   * Sends a start and waits for the cloud's response, which does not prove that the cooker heats.
   * @param sent is called once the command is on its way
   * @throws CloudUnavailableError, TokenRejectedError or NoDeviceError when nothing was sent
   * @throws CommandRejectedError when the cloud refused
   * @throws CommandUnconfirmedError when it was sent and no response came
   */
  abstract start(cookerId: string, cook: ApprovedCook, sent?: () => void): Promise<void>;

  /** Sends a stop and waits for the cloud's response; throws like `start`. Safe to repeat. */
  abstract stop(cookerId: string, sent?: () => void): Promise<void>;
}
