import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import type { CommandResponse } from '../../cooker-message.js';
import { CommandRejectedError, CommandUnconfirmedError } from '../../device.errors.js';
import type { RequestId } from '../protocol/anova-commands.js';
import { PendingRequests } from './pending-requests.js';

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
