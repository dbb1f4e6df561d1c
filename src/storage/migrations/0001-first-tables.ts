/**
 * Every table is STRICT, so that a damaged type is found, and every row has a checksum over its own columns: SQLite
 * detects a page with a broken structure, but not a changed number in it.
 */
export const FIRST_TABLES = `
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command_id TEXT NOT NULL,
  cooker_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  content TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_command ON journal (command_id, sequence);

CREATE TABLE journal_head (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL,
  seal TEXT NOT NULL
) STRICT;

CREATE TABLE cooks (
  cook_id TEXT PRIMARY KEY,
  cooker_id TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  plan TEXT,
  verdict TEXT,
  outcome TEXT,
  record TEXT,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX cooks_by_start ON cooks (started_at, cook_id);
CREATE INDEX cooks_running ON cooks (cooker_id) WHERE ended_at IS NULL;

CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  cooker_id TEXT NOT NULL,
  cook_id TEXT,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  columns TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX readings_by_cook ON readings (cook_id, id);
CREATE INDEX readings_by_time ON readings (last_at);

CREATE TABLE reading_minutes (
  id INTEGER PRIMARY KEY,
  cooker_id TEXT NOT NULL,
  cook_id TEXT,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  columns TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX reading_minutes_by_cook ON reading_minutes (cook_id, id);
CREATE INDEX reading_minutes_by_time ON reading_minutes (last_at);

CREATE TABLE answers (
  request_id TEXT PRIMARY KEY,
  body_hash TEXT NOT NULL,
  cook_id TEXT,
  status INTEGER,
  answer TEXT,
  at INTEGER NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX answers_by_time ON answers (at);
`;
