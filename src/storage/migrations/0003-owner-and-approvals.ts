/**
 * What the owner decides: approvals and armings, the owner's password and sessions, and what clients of OAuth were
 * granted. `content` is a versioned domain type of the feature that owns the row. Secrets are digests only.
 */
export const OWNER_AND_APPROVALS = `
CREATE TABLE approvals (
  approval_id TEXT PRIMARY KEY,
  principal TEXT NOT NULL,
  cooker_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  state TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX approvals_by_state ON approvals (state, expires_at);
CREATE INDEX approvals_by_principal ON approvals (principal, requested_at);

CREATE TABLE armings (
  arming_id TEXT PRIMARY KEY,
  principal TEXT NOT NULL,
  cooker_id TEXT NOT NULL,
  until INTEGER NOT NULL,
  starts_left INTEGER NOT NULL,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;

CREATE TABLE owner_secrets (
  name TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;

CREATE TABLE owner_sessions (
  digest TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX owner_sessions_by_end ON owner_sessions (expires_at);

CREATE TABLE oauth_documents (
  kind TEXT NOT NULL,
  document_id TEXT NOT NULL,
  grant_id TEXT,
  uid TEXT,
  expires_at INTEGER,
  consumed_at INTEGER,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (kind, document_id)
) STRICT;
CREATE INDEX oauth_documents_by_grant ON oauth_documents (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX oauth_documents_by_uid ON oauth_documents (uid) WHERE uid IS NOT NULL;
CREATE INDEX oauth_documents_by_end ON oauth_documents (expires_at);
`;
