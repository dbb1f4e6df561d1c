import { readJsonText } from '../../../../shared/json-lines.js';
import { WrittenFaults, WrittenObject, type WrittenFault } from '../../../../shared/written-object.js';
import { RAW_FORMATS } from '../../../formats/raw-format.js';
import { optionalPath, probeList } from './mapping-probes.js';
import type { Availability, MappedGateway, Mapping, PlaceOverride } from './mapping.js';
import { TopicFilter } from './topic-filter.js';

/** More gateways than a household has. */
const MOST_GATEWAYS = 50;
const KINDS = ['core', 'ambient', 'humidity', 'surface'] as const;
const USES = ['theengs', 'esphome', 'json', 'bytes'] as const;

/** Where OpenMQTTGateway and Theengs Gateway publish by default. */
const THEENGS_TOPIC = 'home/+/BTtoMQTT/+';
const THEENGS_WILL = 'home/+/LWT';

/** Reads the text of `probes.json`. Whatever is wrong is listed with its line; then no gateway counts. */
export function parseMapping(text: string): Mapping {
  const json = readJsonText(text);
  if ('fault' in json)
    return refused([{ line: json.fault, problem: 'is not JSON: a sign is missing, or one too many' }]);
  const faults = new WrittenFaults(json.lines);
  const root = WrittenObject.read(json.value, '', faults);
  const clientId = root?.text('client_id', clientFault) ?? null;
  const gateways = root?.list('mqtt', (item, path) => gatewayOf(item, path, faults)) ?? [];
  root?.end();
  if (root && gateways.length === 0 && faults.found.length === 0) root.wrong('mqtt', 'names no gateway');
  if (gateways.length > MOST_GATEWAYS) root?.wrong('mqtt', `must have at most ${MOST_GATEWAYS} gateways`);
  return faults.found.length > 0 ? refused(faults.found) : { clientId, gateways, faults: [] };
}

const refused = (faults: readonly WrittenFault[]): Mapping => ({ clientId: null, gateways: [], faults });

const clientFault = (text: string): string | undefined =>
  /^[\w-]{1,64}$/.test(text) ? undefined : 'must have 1 to 64 of A-Z, a-z, 0-9, _ and -';

function gatewayOf(item: unknown, path: string, faults: WrittenFaults): MappedGateway | undefined {
  const object = WrittenObject.read(item, path, faults);
  const use = object?.oneOf('use', USES);
  if (object === undefined) return undefined;
  if (use === undefined) {
    return faults.found.some((fault) => fault.problem.startsWith(`${path}.use `))
      ? undefined
      : faults.add(path, `lacks use: one of ${USES.join(', ')}`);
  }
  const gateway = READERS[use](object);
  object.end();
  return gateway;
}

const READERS: Record<(typeof USES)[number], (object: WrittenObject) => MappedGateway | undefined> = {
  theengs: theengsOf,
  esphome: esphomeOf,
  json: jsonOf,
  bytes: bytesOf,
};

function theengsOf(object: WrittenObject): MappedGateway {
  const topic = filterOf(object, THEENGS_TOPIC);
  const isDefault = topic.text === THEENGS_TOPIC;
  return {
    use: 'theengs',
    name: object.text('name') ?? 'Bluetooth gateway',
    topic,
    availability: availabilityOf(object, topic, isDefault ? THEENGS_WILL : undefined),
    only: object.list('only', (item, path) => addressOf(item, path, object)) ?? [],
    places: object.objects('places', placeOf) ?? [],
  };
}

function placeOf(object: WrittenObject): PlaceOverride | undefined {
  const device = object.required('device', addressFault);
  const place = object.required('place', placeFault);
  const name = object.text('name') ?? null;
  const kind = object.oneOf('kind', KINDS) ?? null;
  const toleranceCelsius = object.number('tolerance_celsius', 0, 10) ?? null;
  object.end();
  return device && place ? { device: hexOf(device), place, name, kind, toleranceCelsius } : undefined;
}

function esphomeOf(object: WrittenObject): MappedGateway | undefined {
  const node = object.required(
    'topic',
    (text) =>
      TopicFilter.fault(text) ?? (text.includes('+') ? 'must be the topic prefix of one node' : undefined),
  );
  if (node === undefined) return undefined;
  const topic = new TopicFilter(`${node}/sensor/+/state`);
  const probes = probeList(object, 'sensor');
  return {
    use: 'esphome',
    name: object.text('name') ?? node,
    topic,
    availability: availabilityOf(object, topic, `${node}/status`),
    thermometer: object.text('id', placeFault) ?? node,
    probes: new Map(probes.map((probe) => [probe.place, probe])),
  };
}

function jsonOf(object: WrittenObject): MappedGateway | undefined {
  const topic = filterOf(object);
  return {
    use: 'json',
    name: object.text('name') ?? topic.text,
    topic,
    availability: availabilityOf(object, topic),
    thermometer: identityOf(object, topic),
    at: optionalPath(object, 'at'),
    battery: optionalPath(object, 'battery'),
    signal: optionalPath(object, 'signal'),
    probes: probeList(object, 'place'),
  };
}

function bytesOf(object: WrittenObject): MappedGateway | undefined {
  const topic = filterOf(object);
  const format = object.oneOf('format', RAW_FORMATS);
  if (format === undefined) object.wrong('format', `must be one of ${RAW_FORMATS.join(', ')}`);
  return {
    use: 'bytes',
    name: object.text('name') ?? topic.text,
    topic,
    availability: availabilityOf(object, topic),
    thermometer: identityOf(object, topic),
    format: format ?? 'advertisement',
    encoding: object.oneOf('encoding', ['hex', 'binary']) ?? 'hex',
    localName: object.text('local_name') ?? '',
  };
}

/** The topic of the readings; `otherwise` where it may be left out. */
function filterOf(object: WrittenObject, otherwise?: string): TopicFilter {
  const given =
    otherwise === undefined
      ? object.required('topic', (text) => TopicFilter.fault(text))
      : object.text('topic', (text) => TopicFilter.fault(text));
  return new TopicFilter(given ?? otherwise ?? '');
}

/** The identity of the one thermometer of a topic; null where each level at `+` is another one. */
function identityOf(object: WrittenObject, topic: TopicFilter): string | null {
  const given = object.text('id', placeFault);
  if (topic.wildcards > 0 && given !== undefined)
    object.wrong('id', 'must be left out where the topic has a +');
  return topic.wildcards > 0 ? null : (given ?? topic.text);
}

function availabilityOf(object: WrittenObject, topic: TopicFilter, otherwise?: string): Availability | null {
  const given = object.object('availability');
  const text = given?.required('topic', (value) => TopicFilter.fault(value)) ?? otherwise;
  const online = given?.text('online') ?? 'online';
  const offline = given?.text('offline') ?? 'offline';
  given?.end();
  if (text === undefined) return null;
  const filter = new TopicFilter(text);
  if (filter.wildcards > topic.wildcards)
    given?.wrong('topic', 'must not have more + than the topic of the readings');
  return { topic: filter, online, offline };
}

const addressOf = (item: unknown, path: string, object: WrittenObject): string | undefined => {
  const fault = typeof item === 'string' ? addressFault(item) : 'must be a text';
  return fault === undefined ? hexOf(item as string) : object.wrongAt(path, fault);
};

const addressFault = (text: string): string | undefined =>
  /^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}$|^[0-9a-z]{8,10}$/i.test(text)
    ? undefined
    : 'must be a Bluetooth address, such as A4:C1:38:01:02:03, or a serial number';

const hexOf = (address: string): string => address.replace(/[:-]/g, '').toLowerCase();

const placeFault = (text: string): string | undefined =>
  /^[a-z0-9-]{1,20}$/.test(text) ? undefined : 'must have 1 to 20 of a-z, 0-9 and -';
