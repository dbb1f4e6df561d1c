import type { Milliseconds } from '../../shared/units.js';
import { RequestIdReusedError } from '../cooking.errors.js';

const KEPT_MS = 24 * 60 * 60_000;
// Only the owner's key can fill it, yet a loop in a client must not fill the memory of a small computer.
const MOST = 5_000;

interface Entry<Value> {
  readonly body: string;
  readonly at: Milliseconds;
  readonly value: Value;
}

/** What became of calls, by their `request_id`, for 24 hours: a repeated call gets the same answer and does nothing. */
export class IdempotencyCache<Value> {
  private readonly entries = new Map<string, Entry<Value>>();

  /**
   * @param body the call's content without its `request_id`
   * @throws RequestIdReusedError when the id came with another body
   */
  find(requestId: string, body: string, now: Milliseconds): Value | undefined {
    const entry = this.entries.get(requestId);
    if (entry === undefined || now - entry.at >= KEPT_MS) return undefined;
    if (entry.body !== body) throw new RequestIdReusedError();
    return entry.value;
  }

  add(requestId: string, body: string, now: Milliseconds, value: Value): void {
    this.forgetOld(now);
    this.entries.delete(requestId);
    this.entries.set(requestId, { body, at: now, value });
  }

  forget(requestId: string): void {
    this.entries.delete(requestId);
  }

  /** A map keeps the order of insertion, so the oldest are in front. */
  private forgetOld(now: Milliseconds): void {
    for (const [requestId, { at }] of this.entries) {
      if (now - at < KEPT_MS && this.entries.size < MOST) return;
      this.entries.delete(requestId);
    }
  }
}
