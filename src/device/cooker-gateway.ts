import type { ApprovedCook } from '../safety/approved-cook.js';
import type { Milliseconds } from '../shared/units.js';
import type { AccountFollower } from './account-follower.js';
import type { CookerState, AccountState } from './cooker-state.js';

declare module '../shared/event-bus.js' {
  interface EventMap {
    /** A cooker pushed a state. */
    'cooker.reading': [cooker: CookerState];
    /** The account's cookers were listed, or one came or went. */
    'cooker.listed': [account: AccountState];
    /** The line to the cloud changed. */
    'cloud.changed': [account: AccountState];
  }
}

/** The port to the cookers of one account: the type and the injection token in one. */
export abstract class CookerGateway {
  /** What is known now; a snapshot that never changes. */
  abstract readonly account: AccountState;

  /**
   * Whether the line to the cloud goes on by itself: it is listened to, being dialled, or will be dialled, and none of
   * it is overdue. False is a fault of ours that only a new start mends; a cloud that is away is none.
   */
  abstract readonly isMoving: boolean;

  /** Calls `follower` with every change from now on, one by one and without a pause. Called once. */
  abstract follow(follower: AccountFollower): void;

  /** Dials, and goes on dialling, without being waited for. Called once, when everybody who listens is ready. */
  abstract open(): void;

  /**
   * Waits until the line is up, the account's cookers are listed and each has said how it stands now, and
   * dials at once when a redial is being waited for. Resolves at the latest after `patience`, whether it
   * worked or not, and at once when it is hopeless.
   */
  abstract reach(patience: Milliseconds): Promise<void>;

  /**
   * Sends a start and waits for the cloud's answer. An answer is no proof that the cooker heats.
   * @param sent is called once the command is on its way
   * @throws CloudUnavailableError, TokenRejectedError or NoDeviceError when nothing was sent
   * @throws CommandRejectedError when the cloud refused
   * @throws CommandUnconfirmedError when it was sent and no answer came
   */
  abstract start(cookerId: string, cook: ApprovedCook, sent?: () => void): Promise<void>;

  /** Sends a stop and waits for the cloud's answer; throws like `start`. Safe to repeat. */
  abstract stop(cookerId: string, sent?: () => void): Promise<void>;
}
