import { isSignedOut } from '../state/session.js';
import { readAccount } from './account.js';
import { UnreachableError } from './api-error.js';

const INTERVAL = 3_000;

/** What a request for the state has found. */
export type Found = 'polling' | 'offline';

/** Asks for the state of every cooker while the stream cannot be had. */
export class Poller {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly user: { readonly found: (found: Found) => void }) {}

  /** Asks at once, and again until `stop`. */
  start(): void {
    this.timer ??= setTimeout(() => void this.poll(), 0);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Reads the state once. What the server cannot do for now, such as reach the vendor's cloud, is a response too. */
  async ask(): Promise<Found> {
    try {
      await readAccount();
      return 'polling';
    } catch (error) {
      return error instanceof UnreachableError ? 'offline' : 'polling';
    }
  }

  private async poll(): Promise<void> {
    const found = isSignedOut.peek() ? undefined : await this.ask();
    if (this.timer === undefined) return;
    this.timer = setTimeout(() => void this.poll(), INTERVAL);
    if (found !== undefined) this.user.found(found);
  }
}
