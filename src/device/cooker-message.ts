import type { CookerReading } from './cooker-state.js';

/** A cooker as the account lists it. */
export interface ListedCooker {
  readonly id: string;
  /** The vendor's device type, such as `a7`. */
  readonly type: string;
  /** What its owner calls it; undefined when not told. */
  readonly name?: string | undefined;
}

/** The cloud's answer to a command. */
export interface Answer {
  readonly requestId: string;
  readonly ok: boolean;
  /** Why not, in the vendor's words: for the log only. */
  readonly reason?: string | undefined;
}

/** All that a cloud of cookers can tell us, in our words. */
export type CookerMessage =
  | {
      readonly kind: 'devices';
      readonly devices: readonly ListedCooker[];
      /** What was left out and why; for the log only. */
      readonly puzzle?: string | undefined;
    }
  | { readonly kind: 'device-added'; readonly device: ListedCooker }
  | { readonly kind: 'device-removed'; readonly cookerId: string }
  | {
      readonly kind: 'state';
      readonly cookerId: string;
      readonly type?: string | undefined;
      readonly reading: CookerReading;
      /** What it said that we have no word for; for the log only. */
      readonly puzzle?: string | undefined;
    }
  /** A state of a shape that we do not read. */
  | {
      readonly kind: 'unreadable-state';
      readonly cookerId: string;
      readonly type?: string | undefined;
      readonly puzzle: string;
    }
  | ({ readonly kind: 'answer' } & Answer)
  /** A complaint; without `requestId` it does not say which command it is about. */
  | { readonly kind: 'error'; readonly requestId?: string | undefined; readonly reason: string }
  /** Known, and of no use to a cook. */
  | { readonly kind: 'ignored'; readonly command: string }
  | { readonly kind: 'unknown'; readonly command: string };
