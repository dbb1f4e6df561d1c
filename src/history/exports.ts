import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';

/** Exports that are made at a time. Each holds the whole curve of a cook, 2 MB for a day. */
export const MOST_EXPORTS = 4;
/** Milliseconds in which a client must have taken an export: 4.5 MB at most, so 40 KB a second. */
const EXPORT_TIMEOUT = 120_000;

/** The part of a response that an export needs. */
interface Taker extends Pick<ServerResponse, 'closed'> {
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** Lets a few exports be made at a time, so that clients that do not read fill no memory. The others wait for their turn. */
@Injectable()
export class Exports {
  private under = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * Waits for the turn of an export, which lasts until its response is finished or its client is gone.
   * @returns whether the client is still there
   */
  async enter(response: Taker): Promise<boolean> {
    if (this.under < MOST_EXPORTS) this.under++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (response.closed) return this.leave();
    const timer = setTimeout(() => response.destroy(), EXPORT_TIMEOUT).unref();
    response.once('close', () => {
      clearTimeout(timer);
      this.leave();
    });
    return true;
  }

  private leave(): false {
    const next = this.waiting.shift();
    if (next === undefined) this.under--;
    else next();
    return false;
  }
}
