import { CredentialsFileError } from '../../../config/config.errors.js';
import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Chance } from '../../../shared/retry-delays.js';
import { milliseconds } from '../../../shared/units.js';
import type { CloudVendor } from '../../accounts/account-file.js';
import type { StoredAccount } from '../../accounts/stored-account.js';
import { ThermometerSink } from '../../thermometer-sink.js';
import { ThermometerSource } from '../../thermometer-source.js';
import { CloudPoller, type PolledAccount } from './cloud-poller.js';
import { PollSchedule } from './poll-schedule.js';

/** What a source of readings in a cloud is made of. */
export interface CloudSourceOptions {
  readonly vendor: CloudVendor;
  readonly stored: StoredAccount;
  readonly sink: ThermometerSink;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Begins anew with the account that is stored. */
  readonly follow: (followed: FollowedAccount) => PolledAccount;
}

/** What an account is followed with. */
export interface FollowedAccount {
  /** The ids of the thermometers that were reported, kept over a new sign-in; those that are gone are taken out. */
  readonly present: Set<string>;
  /** Ends the requests under way. */
  readonly signal: AbortSignal;
}

/** How often it is looked whether a command signed in or out, in ms: a person waits for it. */
const LOOK = milliseconds(2_000);

/**
 * Follows the account of a vendor's cloud for as long as the person is signed in. Commands sign in and out beside the
 * running server, so that the file of the account is looked at all the time; without one nothing is requested.
 */
export class CloudSource extends ThermometerSource {
  private readonly present = new Set<string>();
  private readonly schedule: PollSchedule;
  private poller: CloudPoller | undefined;
  private abort = new AbortController();
  private ending: Promise<void> = Promise.resolve();
  private cancel: Cancel | undefined;
  private isClosed = false;
  private problem = '';

  constructor(private readonly options: CloudSourceOptions) {
    super();
    this.schedule = new PollSchedule(options.chance);
  }

  open(): void {
    this.options.stored.begin();
    this.look();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.cancel?.();
    this.stop();
    await this.ending;
  }

  private look(): void {
    if (this.isClosed) return;
    if (this.hasChanged()) this.restart();
    this.cancel = this.options.clock.after(LOOK, () => this.look());
  }

  private hasChanged(): boolean {
    try {
      const hasChanged = this.options.stored.update();
      this.problem = '';
      return hasChanged;
    } catch (error) {
      if (!(error instanceof CredentialsFileError)) throw error;
      this.unreadable(error.message);
      return false;
    }
  }

  private unreadable(problem: string): void {
    if (problem === this.problem) return;
    this.problem = problem;
    this.stop();
    this.options.sink.account(this.options.vendor, { state: 'needs_sign_in', problem: `${problem}.` });
  }

  private restart(): void {
    this.stop();
    const { stored, clock, sink, vendor, follow } = this.options;
    if (stored.account === undefined) return this.forget();
    this.abort = new AbortController();
    const account = follow({ present: this.present, signal: this.abort.signal });
    const poller = new CloudPoller(account, {
      clock,
      schedule: this.schedule,
      report: (health) => sink.account(vendor, health),
    });
    this.poller = poller;
    // What the former one has under way ends first.
    this.ending = this.ending.then(() => {
      if (this.poller === poller) poller.open();
    });
  }

  private stop(): void {
    const { poller } = this;
    this.poller = undefined;
    this.abort.abort();
    if (poller !== undefined) this.ending = this.ending.then(() => poller.close());
  }

  /** The person signed out: the thermometers are no longer heard, and their readings stay. */
  private forget(): void {
    this.ending = this.ending.then(() => {
      const { sink, vendor } = this.options;
      for (const id of this.present) sink.removed(id);
      this.present.clear();
      if (!this.isClosed) sink.account(vendor, { state: 'needs_sign_in', problem: 'You signed out.' });
    });
  }
}
