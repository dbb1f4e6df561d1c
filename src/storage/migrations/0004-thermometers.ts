/**
 * The thermometers and probes that are known, with their newest readings and the owner's trust. `content` is a versioned
 * domain type of the feature that owns the row.
 */
export const THERMOMETERS = `
CREATE TABLE thermometers (
  thermometer_id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;

CREATE TABLE probes (
  probe_id TEXT PRIMARY KEY,
  thermometer_id TEXT NOT NULL,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
`;
