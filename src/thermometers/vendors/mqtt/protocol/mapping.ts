import type { WrittenFault } from '../../../../shared/written-object.js';
import type { RawFormat } from '../../../formats/raw-format.js';
import type { ProbeKind } from '../../../thermometer.js';
import type { JsonPath } from './json-path.js';
import type { Unit } from './measured-value.js';
import type { TopicFilter } from './topic-filter.js';

/** Where a gateway says whether it lives: usually its last will. */
export interface Availability {
  readonly topic: TopicFilter;
  readonly online: string;
  readonly offline: string;
}

/** One probe, as the mapping describes it. */
export interface MappedProbe {
  /** Its place at the thermometer, of `[a-z0-9-]`; it becomes a part of the probe's identity. */
  readonly place: string;
  readonly name: string;
  readonly kind: ProbeKind;
  readonly unit: Unit;
  /** Where the document names the unit; it counts instead of `unit`. */
  readonly unitPath: JsonPath | null;
  /** Where the number lies; empty for the document itself. */
  readonly path: JsonPath;
  /** Whether the number may be written as a text. */
  readonly asText: boolean;
  /** Numbers that mean no reading, as they are sent. */
  readonly noReading: readonly number[];
  readonly toleranceCelsius: number;
  readonly sendsOnChange: boolean;
  readonly intervalSeconds: number | null;
}

/** What is different from the usual at one place of a Bluetooth thermometer. */
export interface PlaceOverride {
  readonly device: string;
  readonly place: string;
  readonly name: string | null;
  readonly kind: ProbeKind | null;
  readonly toleranceCelsius: number | null;
}

interface Gateway {
  /** The name that a person gave it, for the log and the page. */
  readonly name: string;
  readonly topic: TopicFilter;
  readonly availability: Availability | null;
}

/** OpenMQTTGateway or Theengs Gateway: every Bluetooth thermometer in reach, in one topic each. */
export interface TheengsGateway extends Gateway {
  readonly use: 'theengs';
  /** The addresses or serial numbers that count, in lower case without colons; empty: every thermometer in reach. */
  readonly only: readonly string[];
  readonly places: readonly PlaceOverride[];
}

/** A node of ESPHome: every sensor has a topic, with its number as text. */
export interface EsphomeGateway extends Gateway {
  readonly use: 'esphome';
  readonly thermometer: string;
  /** By the object id of the sensor. */
  readonly probes: ReadonlyMap<string, MappedProbe>;
}

/** JSON, or a plain text, of any form. */
export interface JsonGateway extends Gateway {
  readonly use: 'json';
  /** The identity of the thermometer; null where the levels at `+` are it. */
  readonly thermometer: string | null;
  readonly at: JsonPath | null;
  readonly battery: JsonPath | null;
  readonly signal: JsonPath | null;
  readonly probes: readonly MappedProbe[];
}

/** The bytes of a thermometer, as they came over the air. */
export interface BytesGateway extends Gateway {
  readonly use: 'bytes';
  readonly thermometer: string | null;
  readonly format: RawFormat;
  readonly encoding: 'hex' | 'binary';
  /** The Bluetooth name, which tells advertisements of some vendors apart; empty for none. */
  readonly localName: string;
}

/** One gateway of the mapping. */
export type MappedGateway = TheengsGateway | EsphomeGateway | JsonGateway | BytesGateway;

/** The mapping of a file; with a fault in it, no gateway counts. */
export interface Mapping {
  /** The name of this server at the broker; null: a new one at each start. */
  readonly clientId: string | null;
  readonly gateways: readonly MappedGateway[];
  readonly faults: readonly WrittenFault[];
}
