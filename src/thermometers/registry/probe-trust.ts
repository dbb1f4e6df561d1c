/** The key that pushes the readings of a probe. */
export interface Pusher {
  /** The id of its principal. */
  readonly id: string;
  /** When the key was made, in milliseconds since 1970; null where no other can get its id. */
  readonly since: number | null;
}

/** Whether the readings of a probe may count for a verdict, and whose they are. */
export interface ProbeTrust {
  /** True for the owner's own accounts; for pushed probes the owner decides. */
  readonly trusted: boolean;
  /** The key that the probe belongs to; null for those of an account. */
  readonly pusher: Pusher | null;
  /** Another key that pushed readings of this probe, and was refused. The owner may give the probe to it. */
  readonly claimant: Pusher | null;
}

/** A probe of the owner's own account. */
export const OWN: ProbeTrust = { trusted: true, pusher: null, claimant: null };

/** Whether two are the same key, and not one of the same name that was made later. */
export const isSamePusher = (one: Pusher | null, other: Pusher): boolean =>
  one !== null && one.id === other.id && one.since === other.since;
