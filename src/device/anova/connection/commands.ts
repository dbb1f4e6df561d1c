import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Clock, Cancel } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import type { CommandResponse } from '../../cooker-message.js';
import { CommandRejectedError, CommandUnconfirmedError } from '../../device.errors.js';
import type { RequestId } from '../protocol/anova-protocol.js';

/** One command on its way. */
export interface Command {
  /** What it does, in a word for people. */
  readonly name: 'start' | 'stop';
  readonly cookerId: string;
  /** How long the response may take. */
  readonly timeout: Milliseconds;
  readonly encode: (id: RequestId) => string;
  /** Called once it was sent. */
  readonly sent?: (() => void) | undefined;
}

/** Sends commands and settles each with the cloud's response. */
export class Commands {
  private readonly logger = new Logger('AnovaCommands');
  private readonly pending: PendingRequests;

  /** @param transmit hands a frame to the connection, or throws when there is none */
  constructor(
    private readonly clock: Clock,
    private readonly transmit: (frame: string) => void,
  ) {
    this.pending = new PendingRequests(clock);
  }

  /**
   * Resolves once the cloud accepts the command.
   * @throws what `transmit` throws when nothing was sent
   * @throws CommandRejectedError when the cloud refuses it, CommandUnconfirmedError when no response comes
   */
  async send({ name, cookerId, timeout, encode, sent }: Command): Promise<void> {
    const id = randomUUID();
    const frame = encode(id);
    const sentAt = this.clock.monotonic();
    const responded = this.pending.expect(id, name, timeout);
    try {
      this.transmit(frame);
      sent?.();
    } catch (error) {
      this.pending.reject(id, error as Error);
    }
    await responded;
    const took = Math.round(this.clock.monotonic() - sentAt);
    this.logger.debug(`The cloud took the ${name} for cooker ${cookerId} in ${took} ms`);
  }

  /** Takes a response. False where no command waits for it: it is late or a duplicate. */
  responded({ requestId, ok, reason }: CommandResponse): boolean {
    if (ok) return this.pending.resolve(requestId);
    const heard = this.pending.reject(requestId, refusal());
    if (heard) this.logReason(reason);
    return heard;
  }

  /** Takes an error message. False where it concerns no pending command. */
  failed(requestId: string | undefined, reason: string): boolean {
    const heard =
      requestId === undefined
        ? this.pending.refuseOnly(refusal())
        : this.pending.reject(requestId, refusal());
    if (heard) this.logReason(reason);
    return heard;
  }

  /** The connection was lost: no response comes any more to what was sent. */
  connectionLost(): void {
    this.pending.rejectAll(unconfirmed);
  }

  private logReason(reason = 'no reason given'): void {
    this.logger.warn(`The cloud refused a command: ${reason}`);
  }
}

const refusal = () =>
  new CommandRejectedError("Anova's cloud refused the command. Its reason is in the server's log.");

const unconfirmed = (command: string) =>
  new CommandUnconfirmedError(
    `The connection to Anova's cloud was lost before it responded to the ${command} command, so it is not known whether ` +
      'the cooker took it. Read the status before trying again.',
    { details: { outcome: 'unknown' } },
  );

interface Waiting {
  readonly command: string;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** The commands that wait for their response. Every outcome settles the same promise, once. */
export class PendingRequests {
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly clock: Clock) {}

  /** How many wait. */
  get size(): number {
    return this.waiting.size;
  }

  /**
   * Waits for the response to a command that is about to be sent; the response may outrun the sending.
   * @param command what it does, in a word for people
   * @throws CommandUnconfirmedError when no response comes within `timeout`
   */
  expect(id: string, command: string, timeout: Milliseconds): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.clock.after(timeout, () => this.reject(id, noResponse(command, timeout)));
      this.waiting.set(id, {
        command,
        resolve: this.once(id, cancel, resolve),
        reject: this.once(id, cancel, reject),
      });
    });
  }

  /** Settles an accepted command. False where none waits: the response is late, a duplicate, or not ours. */
  resolve(id: string): boolean {
    const one = this.waiting.get(id);
    one?.resolve();
    return one !== undefined;
  }

  /** Fails one command. False where none waits under this id. */
  reject(id: string, error: Error): boolean {
    const one = this.waiting.get(id);
    one?.reject(error);
    return one !== undefined;
  }

  /** Fails every pending command, each with an error of its own. */
  rejectAll(errorFor: (command: string) => Error): void {
    for (const one of [...this.waiting.values()]) one.reject(errorFor(one.command));
  }

  /** Takes a refusal that names no command: it concerns the pending one, and none where several are pending. */
  refuseOnly(error: Error): boolean {
    const [only, ...others] = this.waiting.values();
    if (only === undefined || others.length > 0) return false;
    only.reject(error);
    return true;
  }

  private once<Arguments extends unknown[]>(
    id: string,
    cancel: Cancel,
    settle: (...args: Arguments) => void,
  ): (...args: Arguments) => void {
    return (...args) => {
      cancel();
      this.waiting.delete(id);
      settle(...args);
    };
  }
}

const noResponse = (command: string, timeout: Milliseconds) =>
  new CommandUnconfirmedError(
    `Anova's cloud did not respond to the ${command} command within ${timeout / 1000} seconds, so it is not known ` +
      'whether the cooker took it. Read the status before trying again.',
    { details: { outcome: 'unknown' } },
  );
