import type { CookerReading } from './cooker-state.js';

/** A cooker as the account lists it. */
export interface ListedCooker {
  readonly id: string;
  /** The vendor's device type, such as `a7`. */
  readonly type: string;
  /** The name that its owner gave it; undefined when the list has none. */
  readonly name?: string | undefined;
}

/** The cloud's response to a command. */
export interface CommandResponse {
  readonly requestId: string;
  readonly ok: boolean;
  /** Why not, in the vendor's words: for the log only. */
  readonly reason?: string | undefined;
}

/** Every message of a cooker cloud, decoded. */
export type CookerMessage =
  | {
      readonly kind: 'devices';
      readonly devices: readonly ListedCooker[];
      /** What was left out and why; for the log only. */
      readonly unrecognised?: string | undefined;
    }
  | { readonly kind: 'device-added'; readonly device: ListedCooker }
  | { readonly kind: 'device-removed'; readonly cookerId: string }
  | {
      readonly kind: 'state';
      readonly cookerId: string;
      readonly type?: string | undefined;
      readonly reading: CookerReading;
      /** What is not recognised in it; for the log only. */
      readonly unrecognised?: string | undefined;
    }
  /** A state of a shape that we do not read. */
  | {
      readonly kind: 'unreadable-state';
      readonly cookerId: string;
      readonly type?: string | undefined;
      readonly unrecognised: string;
    }
  | ({ readonly kind: 'response' } & CommandResponse)
  /** An error message; without `requestId` it does not say which command it is about. */
  | { readonly kind: 'error'; readonly requestId?: string | undefined; readonly reason: string }
  /** Known, and of no use to a cook. */
  | { readonly kind: 'ignored'; readonly command: string }
  | { readonly kind: 'unknown'; readonly command: string };
