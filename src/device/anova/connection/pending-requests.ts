import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import { CommandUnconfirmedError } from '../../device.errors.js';

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
