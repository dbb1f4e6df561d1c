/**
 * What is remembered of Home Assistant, by name: how its starts are treated, and which devices were published.
 * `content` is a versioned domain type of the feature that owns the row.
 */
export const HOME_ASSISTANT = `
CREATE TABLE home_assistant (
  name TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
`;
