import type { StoredResponse } from '../../storage/response-store.js';
import type { ProbeSession } from './probe-session.js';

/** The store of probe sessions. */
export abstract class SessionStore {
  /**
   * Stores a new session, and reserves the key of its request with it: both, or none. Durable when fulfilled.
   * @throws StorageUnavailableError
   */
  abstract begin(session: ProbeSession, claim: StoredResponse | undefined): Promise<void>;
  /** Stores a session that is known. Durable when fulfilled. @throws StorageUnavailableError */
  abstract save(session: ProbeSession): Promise<void>;
  /** The same, but a power cut within some seconds may undo it. @throws StorageUnavailableError */
  abstract saveLater(session: ProbeSession): Promise<void>;
  /** @throws StorageUnavailableError */
  abstract find(sessionId: string): Promise<ProbeSession | undefined>;
  /** Those that run, oldest first. Readable early. @throws StorageUnavailableError */
  abstract running(): Promise<ProbeSession[]>;
  /** Those that have ended, the newest first. @throws StorageUnavailableError */
  abstract ended(limit: number): Promise<ProbeSession[]>;
  /** When the last session of a probe ended; undefined when none has. @throws StorageUnavailableError */
  abstract lastEndOf(probeId: string): Promise<number | undefined>;
}
