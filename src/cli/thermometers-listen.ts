import { printable } from '../shared/printable.js';
import { milliseconds } from '../shared/units.js';
import { brokerAddress, shownAddress } from '../thermometers/vendors/mqtt/connection/broker-address.js';
import { visitBroker } from '../thermometers/vendors/mqtt/broker-visit.js';
import type { BrokerMessage } from '../thermometers/vendors/mqtt/connection/broker-connection.js';
import { faultSentence, hasMapping, readMapping } from '../thermometers/vendors/mqtt/mapping-file.js';
import type { HeardDevice } from '../thermometers/vendors/mqtt/protocol/heard.js';
import type { MappedGateway } from '../thermometers/vendors/mqtt/protocol/mapping.js';
import { readMessage } from '../thermometers/vendors/mqtt/protocol/read-message.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { serversHere } from './server-here.js';

/** Topics that are listed. */
const MOST_TOPICS = 200;
/** Characters of a message that are shown. */
const SHOWN = 100;

/** What was heard at a topic. */
interface HeardTopic {
  count: number;
  newest: BrokerMessage;
}

/**
 * `coddle thermometers listen`: the topics that a broker gives in a few seconds, and what the mapping makes of each.
 * @throws CliError without a broker, or where it cannot be reached
 */
export async function listenToBroker(io: CliContext, seconds: number): Promise<void> {
  const [{ settings }] = serversHere(io);
  const { mqttUrl, configDir } = settings;
  if (mqttUrl === undefined) throw new CliError('MQTT_URL is not set: docs/thermometers.md shows how.');
  const gateways = gatewaysOf(io, configDir);
  const broker = shownAddress(brokerAddress(mqttUrl));
  io.stdout.write(`Listening to ${broker} for ${seconds} s …\n`);
  const heard = new Map<string, HeardTopic>();
  const onMessage = (message: BrokerMessage) => note(heard, message);
  const stay = milliseconds(seconds * 1000);
  const visit = await visitBroker({ mqttUrl, topics: ['#'], stay, clock: io.clock, onMessage });
  if ('end' in visit) throw new CliError(`The broker at ${broker} cannot be read (${visit.end.why}).`);
  if (visit.refused.length > 0) throw new CliError('The broker does not let this user read all topics (#).');
  if (heard.size === 0) io.stdout.write('Nothing was heard.\n');
  for (const [topic, one] of [...heard].sort(([a], [b]) => (a < b ? -1 : 1)))
    io.stdout.write(`${linesOf(topic, one, gateways, io.clock.now().getTime())}\n`);
}

function gatewaysOf(io: CliContext, configDir: string): readonly MappedGateway[] {
  if (!hasMapping(configDir)) {
    io.stdout.write('There is no probes.json yet, so no message is a reading.\n');
    return [];
  }
  const { gateways, faults } = readMapping(configDir);
  for (const fault of faults) io.stdout.write(`Not used: ${faultSentence(fault)}\n`);
  return gateways;
}

function note(heard: Map<string, HeardTopic>, newest: BrokerMessage): void {
  const before = heard.get(newest.topic);
  if (before === undefined && heard.size >= MOST_TOPICS) return;
  heard.set(newest.topic, { count: (before?.count ?? 0) + 1, newest });
}

function linesOf(
  topic: string,
  { count, newest }: HeardTopic,
  gateways: readonly MappedGateway[],
  now: number,
): string {
  const times = count === 1 ? 'once' : `${count} times`;
  const kept = newest.retained ? ', kept by the broker: of unknown age' : '';
  const text = printable(Buffer.from(newest.payload).toString(), SHOWN);
  const readings = gateways.flatMap((gateway) => readingsOf(gateway, newest, now));
  const made = readings.length === 0 ? ['no reading: the mapping has no gateway here'] : readings;
  return [
    `${printable(topic, 200)} (${times}${kept})`,
    `  ${text}`,
    ...made.map((line) => `  → ${line}`),
  ].join('\n');
}

function readingsOf(gateway: MappedGateway, { topic, payload }: BrokerMessage, now: number): string[] {
  if (gateway.availability?.topic.captures(topic) !== undefined) return [`whether ${gateway.name} lives`];
  const captures = gateway.topic.captures(topic);
  if (captures === undefined) return [];
  const heard = readMessage(gateway, captures, payload, now);
  if (heard === 'unreadable') return [`${gateway.name}: cannot be read`];
  if (heard.length > 0) return heard.map(deviceInWords);
  return leftOutBy(gateway, captures, payload, now) ?? [`${gateway.name}: no thermometer`];
}

/** What the mapping leaves out, since it names other devices. */
function leftOutBy(
  gateway: MappedGateway,
  captures: readonly string[],
  payload: Uint8Array,
  now: number,
): string[] | undefined {
  if (gateway.use !== 'theengs' || gateway.only.length === 0) return undefined;
  const heard = readMessage({ ...gateway, only: [] }, captures, payload, now);
  return heard === 'unreadable' || heard.length === 0
    ? undefined
    : heard.map((device) => `${deviceInWords(device)}; left out, since only names other devices`);
}

function deviceInWords({ name, probes, at }: HeardDevice): string {
  const values = probes.map(({ place, kind, value }) => {
    const unit = kind === 'humidity' ? '%' : '°C';
    return `${place} ${value === null ? 'no reading' : `${Math.round(value * 100) / 100} ${unit}`}`;
  });
  const stamp = typeof at === 'string' ? `; its stamp cannot be taken (${at})` : '';
  return `${printable(name)}: ${values.join(', ')}${stamp}`;
}
