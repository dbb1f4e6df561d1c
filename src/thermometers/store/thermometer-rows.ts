import { celsius } from '../../shared/units.js';
import { asFlag, asNumber, asText, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { readRow, verifyChecksum, withChecksum } from '../../storage/stored-rows.js';
import type { ProbeRow, ThermometerRow } from '../../storage/tables.js';
import type { ProbeFacts, ProbeKind, ThermometerVendor } from '../thermometer.js';
import type { OwnFacts } from '../registry/known-thermometer.js';
import type { ProbeTrust, Pusher } from '../registry/probe-trust.js';
import type { StoredProbe, StoredReading, StoredThermometer } from './thermometer-store.js';

/** The version in which thermometers and probes are stored. */
const VERSION = 1;
const VENDORS: readonly ThermometerVendor[] = ['thermoworks', 'fireboard', 'meater', 'mqtt', 'http'];
const KINDS: readonly ProbeKind[] = ['core', 'ambient', 'humidity', 'surface'];

/** The row of a thermometer. */
export const toThermometerRow = ({ facts, removed }: StoredThermometer): ThermometerRow =>
  withChecksum({
    thermometer_id: facts.thermometerId,
    content: JSON.stringify({ version: VERSION, removed, facts }),
  });

/** Parses it. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readThermometer(raw: unknown): StoredThermometer {
  const row = verifyChecksum(readRow('thermometers', raw, asThermometerRow));
  const content = versioned(row.content, 'thermometer');
  return {
    facts: asOwnFacts(content.field('facts')),
    removed: content.field('removed').flag(),
  };
}

/** The row of a probe. */
export const toProbeRow = ({ thermometerId, facts, ...content }: StoredProbe): ProbeRow =>
  withChecksum({
    probe_id: facts.probeId,
    thermometer_id: thermometerId,
    content: JSON.stringify({ version: VERSION, facts, ...content }),
  });

/** Parses it. @throws StorageUnavailableError when it was changed, JsonFormError */
export function readProbe(raw: unknown): StoredProbe {
  const row = verifyChecksum(readRow('probes', raw, asProbeRow));
  const content = versioned(row.content, 'probe');
  return {
    thermometerId: row.thermometer_id,
    facts: asProbeFacts(content.field('facts')),
    listed: content.field('listed').flag(),
    stuck: content.field('stuck').flag(),
    newest: content.field('newest').orNull(asReading),
    trust: asTrust(content.field('trust')),
  };
}

function versioned(text: string, name: string): JsonReader {
  const content = JsonReader.parse(text, name);
  content
    .field('version')
    .matching((value: unknown): value is typeof VERSION => value === VERSION, `${VERSION}`);
  return content;
}

const asOwnFacts: ReadJson<OwnFacts> = (facts) => ({
  thermometerId: facts.field('thermometerId').text(),
  vendor: facts.field('vendor').oneOf(VENDORS),
  name: facts.field('name').text(),
  model: facts.field('model').text(),
  online: facts.field('online').orNull(asFlag),
  batteryPercent: facts.field('batteryPercent').orNull(asNumber),
  signalDbm: facts.field('signalDbm').orNull(asNumber),
  lastSeen: facts.field('lastSeen').orNull(asNumber),
});

const asProbeFacts: ReadJson<ProbeFacts> = (facts) => {
  const [interval, faulty, minimum] = [
    facts.field('intervalSeconds').optional(asNumber),
    facts.field('faulty').optional(asFlag),
    facts.field('minimumCelsius').optional(asNumber),
  ];
  return {
    probeId: facts.field('probeId').text(),
    name: facts.field('name').text(),
    kind: facts.field('kind').oneOf(KINDS),
    toleranceCelsius: facts.field('toleranceCelsius').number(),
    sendsOnChange: facts.field('sendsOnChange').flag(),
    ...(interval !== undefined && { intervalSeconds: interval }),
    ...(faulty !== undefined && { faulty }),
    ...(minimum !== undefined && { minimumCelsius: celsius(minimum) }),
  };
};

const asReading: ReadJson<StoredReading> = (reading) => ({
  at: reading.field('at').number(),
  celsius: reading.field('celsius').orNull(asNumber),
  impossible: reading.field('impossible').flag(),
  late: reading.field('late').flag(),
});

const asTrust: ReadJson<ProbeTrust> = (trust) => ({
  trusted: trust.field('trusted').flag(),
  pusher: trust.field('pusher').orNull(asPusher),
  claimant: trust.field('claimant').orNull(asPusher),
});

const asPusher: ReadJson<Pusher> = (pusher) => ({
  id: asText(pusher.field('id')),
  since: pusher.field('since').orNull(asNumber),
});

const asThermometerRow: ReadJson<ThermometerRow> = (row) => ({
  thermometer_id: row.field('thermometer_id').text(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});

const asProbeRow: ReadJson<ProbeRow> = (row) => ({
  probe_id: row.field('probe_id').text(),
  thermometer_id: row.field('thermometer_id').text(),
  content: row.field('content').text(),
  checksum: row.field('checksum').number(),
});
