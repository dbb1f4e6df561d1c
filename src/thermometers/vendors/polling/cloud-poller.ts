import { Logger } from '@nestjs/common';
import type { Cancel, Clock } from '../../../shared/clock.js';
import { CoddleError } from '../../../shared/errors.js';
import { printable } from '../../../shared/printable.js';
import { type Milliseconds, milliseconds } from '../../../shared/units.js';
import type { AccountHealth } from '../../thermometer-sink.js';
import { CloudError, noLongerNeeded, type CloudErrorKind } from './cloud-error.js';
import { pollPause, type HeardDevice, type PollPace } from './poll-pace.js';
import type { PollSchedule } from './poll-schedule.js';

/** What a poll found. */
export interface PollResult {
  /** Every device of the account: it decides when the next poll is due. */
  readonly devices: readonly HeardDevice[];
  /** A sentence for the owner about something that is wrong although the cloud responds, such as a clock. */
  readonly problem?: string | undefined;
}

/** An account of a cloud that is polled. */
export interface PolledAccount {
  /** Its vendor as a person calls it, such as `ThermoWorks`. */
  readonly name: string;
  /** The word for the vendor on the command line. */
  readonly command: string;
  readonly pace: PollPace;
  /**
   * Reads everything once and reports it. A fault of one document is dealt with inside.
   * @param signal ends it early: nothing is reported after it
   * @throws CloudError when the account as a whole cannot be read
   */
  poll(signal: AbortSignal): Promise<PollResult>;
}

interface PollerOptions {
  readonly clock: Clock;
  /** When to poll after failures; it outlives a new sign-in, so that a pause does too. */
  readonly schedule: PollSchedule;
  /** Takes each new state of the account. */
  readonly report: (health: AccountHealth) => void;
}

const STATES: Readonly<Record<CloudErrorKind, AccountHealth['state']>> = {
  needs_sign_in: 'needs_sign_in',
  limited: 'rate_limited',
  unavailable: 'unreachable',
  unreadable: 'unreachable',
  refused: 'unreachable',
};

/** Characters of an unexpected error that are logged. */
const LONGEST_FAULT = 300;

/** Polls an account for ever: often while its devices are heard, rarely while none is, and with backoff after failures. */
export class CloudPoller {
  private readonly logger: Logger;
  private readonly clock: Clock;
  private readonly schedule: PollSchedule;
  private readonly abort = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private cancel: Cancel | undefined;
  private reported = '';

  constructor(
    private readonly account: PolledAccount,
    private readonly options: PollerOptions,
  ) {
    this.logger = new Logger(`${account.name}Cloud`);
    this.clock = options.clock;
    this.schedule = options.schedule;
  }

  /** Begins, and returns at once. After a pause that the cloud asked for, the first poll comes at its end. */
  open(): void {
    this.report({ state: 'connecting' });
    this.pollIn(this.schedule.blockedFor(this.clock.monotonic()));
  }

  /** Ends the poll under way and plans no other; nothing is reported afterwards. */
  async close(): Promise<void> {
    this.abort.abort();
    this.cancel?.();
    await this.running;
  }

  private pollIn(delay: Milliseconds): void {
    this.cancel?.();
    if (this.abort.signal.aborted) return;
    if (delay > 0) this.cancel = this.clock.after(delay, () => this.poll());
    else this.poll();
  }

  private poll(): void {
    this.running = this.turn().then((pause) => this.pollIn(pause));
  }

  /** One poll. It never rejects. @returns the pause after it */
  private async turn(): Promise<Milliseconds> {
    const { signal } = this.abort;
    try {
      // What is being stored when the server ends need not be waited for: the store sees to that.
      const { devices, problem } = await untilEnded(this.account.poll(signal), signal);
      this.schedule.succeeded();
      if (!signal.aborted) this.report({ state: 'connected', ...(problem !== undefined && { problem }) });
      return milliseconds(pollPause(devices, this.account.pace));
    } catch (error) {
      return this.failed(this.asCloudError(error), signal);
    }
  }

  private failed(error: CloudError, signal: AbortSignal): Milliseconds {
    if (!signal.aborted) this.report({ state: STATES[error.kind], problem: this.sentence(error) });
    return this.schedule.failed(error, this.clock.monotonic());
  }

  private sentence({ kind, message }: CloudError): string {
    const { name, command } = this.account;
    if (kind === 'needs_sign_in')
      return `${name} refuses the sign-in: sign in again with coddle thermometers sign-in ${command}.`;
    if (kind === 'limited') return `${name} asks for fewer requests: the next one is sent later.`;
    return `The cloud of ${name} cannot be read (${message}): trying again until it can.`;
  }

  /** Says each state once, however long it lasts. */
  private report(health: AccountHealth): void {
    const text = `${health.state} ${health.problem ?? ''}`;
    if (text === this.reported) return;
    this.reported = text;
    this.log(health);
    this.options.report(health);
  }

  private log({ state, problem }: AccountHealth): void {
    if (state === 'needs_sign_in') this.logger.error(problem);
    else if (problem !== undefined) this.logger.warn(problem);
    else if (state === 'connected') this.logger.log(`Connected to the cloud of ${this.account.name}`);
  }

  /** A fault of our own ends neither the polling nor the process. */
  private asCloudError(error: unknown): CloudError {
    if (error instanceof CloudError) return error;
    // Such as a full disk: the readings are requested again.
    if (error instanceof CoddleError) return new CloudError('unavailable', error.message.replace(/\.$/, ''));
    this.logger.error(`A poll failed unexpectedly: ${printable(String(error), LONGEST_FAULT)}`);
    return new CloudError('unreadable', 'an unexpected fault');
  }
}

/** What a promise gives, or a rejection as soon as the signal comes. */
async function untilEnded<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let end = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    end = () => reject(noLongerNeeded());
    signal.addEventListener('abort', end);
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
