/**
 * Foods that are followed by a probe in them. `content` is a versioned domain type of the thermometers. The readings
 * themselves lie in a database of their own.
 */
export const PROBE_SESSIONS = `
CREATE TABLE probe_sessions (
  session_id TEXT PRIMARY KEY,
  probe_id TEXT NOT NULL,
  cook_id TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX probe_sessions_by_probe ON probe_sessions (probe_id, ended_at);
CREATE INDEX probe_sessions_by_end ON probe_sessions (ended_at);
`;
