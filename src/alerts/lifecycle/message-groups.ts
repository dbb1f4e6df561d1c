import type { MessageParts } from './message-parts.js';

/** A message that waits and can still take up more. */
export interface OpenGroup {
  readonly deliveryId: string;
  readonly parts: MessageParts;
  /** When it is sent, on the monotonic clock, in ms. */
  readonly goesAt: number;
}

/** For so long after a message its channel holds the next one back, which takes up what follows, in ms. */
const PAUSE = 5_000;

/**
 * Which messages of a channel can become one. The first of several is sent at once; those that follow within some seconds
 * wait for the end of the pause, and are one message then. The same for those that quiet hours hold back.
 */
export class MessageGroups {
  private readonly open = new Map<string, OpenGroup>();
  private readonly lastAt = new Map<string, number>();

  /** How long a message of this kind waits, in ms. @param key what can be joined has the same */
  waitFor(key: string, heldBack: number, monotonic: number): number {
    if (heldBack > 0) return heldBack;
    const last = this.lastAt.get(key);
    // One that quiet hours hold back is no message that was sent lately.
    return last === undefined || last > monotonic + PAUSE ? 0 : Math.max(0, last + PAUSE - monotonic);
  }

  /** The message that waits and goes in time; undefined where it has been sent by now. */
  waiting(key: string, heldBack: number, monotonic: number): OpenGroup | undefined {
    const group = this.open.get(key);
    const isInTime = group !== undefined && group.goesAt <= monotonic + Math.max(heldBack, PAUSE);
    return isInTime && group.goesAt > monotonic ? group : undefined;
  }

  /** Notes a message: one that waits can take up others. */
  note(key: string, group: OpenGroup, monotonic: number): void {
    this.forgetOld(monotonic);
    this.lastAt.set(key, group.goesAt);
    if (group.goesAt > monotonic) this.open.set(key, group);
  }

  /** The messages that wait and say something of an alert, with their keys. */
  withAlert(alertId: string): [key: string, group: OpenGroup][] {
    return [...this.open].filter(([, { parts }]) => parts.some(({ alert }) => alert.id === alertId));
  }

  forget(key: string): void {
    this.open.delete(key);
  }

  private forgetOld(monotonic: number): void {
    for (const [key, { goesAt }] of this.open) if (goesAt <= monotonic) this.open.delete(key);
    for (const [key, at] of this.lastAt) if (at + PAUSE <= monotonic) this.lastAt.delete(key);
  }
}
