import type { ProbeFacts } from '../thermometer.js';
import type { OwnFacts } from '../registry/known-thermometer.js';
import type { ProbeTrust } from '../registry/probe-trust.js';

/** A thermometer as it is stored. */
export interface StoredThermometer {
  readonly facts: OwnFacts;
  readonly removed: boolean;
}

/** The newest reading of a stored probe. */
export interface StoredReading {
  readonly at: number;
  readonly celsius: number | null;
  readonly impossible: boolean;
  readonly late: boolean;
}

/** A probe as it is stored. */
export interface StoredProbe {
  readonly thermometerId: string;
  readonly facts: ProbeFacts;
  readonly listed: boolean;
  readonly stuck: boolean;
  readonly newest: StoredReading | null;
  readonly trust: ProbeTrust;
}

/** Everything that is stored. */
export interface StoredThermometers {
  readonly thermometers: readonly StoredThermometer[];
  readonly probes: readonly StoredProbe[];
}

/** What is written together. */
export interface ChangedThermometers extends StoredThermometers {
  /** The probes to forget. */
  readonly forgotten: readonly string[];
}

/** What the owner decided about a probe. */
export interface TrustDecision {
  readonly probeId: string;
  readonly thermometerId: string;
  readonly stage: 'trusted' | 'distrusted';
  /** The key that the probe belongs to. */
  readonly pusher: string;
  /** Who decided. */
  readonly by: string;
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** The known thermometers, for the next start. */
export abstract class ThermometerStore {
  /** @throws StorageUnavailableError */
  abstract load(): Promise<StoredThermometers>;
  /** Writes rows, whether they are new or not, and removes others. @throws StorageUnavailableError */
  abstract save(changed: ChangedThermometers): Promise<void>;
  /** Writes a probe, its thermometer and the decision in the journal, all or nothing. @throws StorageUnavailableError */
  abstract decide(probe: StoredProbe, thermometer: StoredThermometer, decision: TrustDecision): Promise<void>;
}
