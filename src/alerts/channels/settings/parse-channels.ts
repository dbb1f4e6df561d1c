import {
  isEmailAddress,
  isNtfyAddress,
  isSmtpAddress,
  isTopicToPublishAt,
  isWebhookAddress,
} from '../../../config/alert-addresses.js';
import { isBrokerAddress } from '../../../config/addresses.js';
import { readJsonText } from '../../../shared/json-lines.js';
import {
  WrittenFaults,
  WrittenObject,
  type CheckText,
  type WrittenFault,
} from '../../../shared/written-object.js';
import { STANDARD_NAMES, type ChannelSettings } from './channel-settings.js';
import { headersIn } from './channel-headers.js';
import { smsOf } from './parse-sms.js';

/** More channels than a family needs. */
const MOST_CHANNELS = 20;
const MOST_RECIPIENTS = 20;
const LONGEST = 2_000;
const KINDS = ['ntfy', 'email', 'webhook', 'mqtt', 'sms'] as const;
const NAME = /^[a-z0-9-]{1,40}$/;
/** Source: RFC 9110, 5.5 (visible characters), without blanks: tokens have none. */
const TOKEN = /^[\x21-\x7e]{1,512}$/;

/** What the rest of the settings gives to the channels of the file. */
export interface FileSurroundings {
  /** ALERT_SMTP_URL. */
  readonly smtpUrl: string | undefined;
  /** Whether MQTT_URL is set. */
  readonly hasBroker: boolean;
}

/** The channels of a file; one with a fault is left out, and the others count. */
export interface ParsedChannels {
  readonly channels: readonly ChannelSettings[];
  readonly faults: readonly WrittenFault[];
}

/** Reads the text of `alerts.json`. It never throws: whatever is wrong is listed with its line. */
export function parseChannels(text: string, surroundings: FileSurroundings): ParsedChannels {
  const json = readJsonText(text);
  if ('fault' in json)
    return {
      channels: [],
      faults: [{ line: json.fault, problem: 'is not JSON: a sign is missing, or one too many' }],
    };
  const faults = new WrittenFaults(json.lines);
  const root = WrittenObject.read(json.value, '', faults);
  const names = new Set<string>(STANDARD_NAMES);
  const channels = root?.objects('channels', (object) => channelOf(object, faults, names, surroundings));
  root?.end();
  if (root && channels === undefined && faults.found.length === 0) root.wrong('channels', 'is missing');
  if (channels !== undefined && channels.length > MOST_CHANNELS)
    root?.wrong('channels', `must have at most ${MOST_CHANNELS} channels: the first ${MOST_CHANNELS} count`);
  return { channels: channels?.slice(0, MOST_CHANNELS) ?? [], faults: faults.found };
}

function channelOf(
  object: WrittenObject,
  faults: WrittenFaults,
  names: Set<string>,
  surroundings: FileSurroundings,
): ChannelSettings | undefined {
  const before = faults.found.length;
  const name = object.required('name', nameFault) ?? '';
  if (name !== '' && names.has(name))
    object.wrong('name', (STANDARD_NAMES as readonly string[]).includes(name) ? RESERVED : 'is given twice');
  names.add(name);
  const kind = object.oneOf('kind', KINDS);
  const wasNamed = faults.found.some(({ problem }) => problem.startsWith(`${object.path}.kind `));
  if (kind === undefined) {
    if (!wasNamed) faults.add(object.path, `lacks kind: one of ${KINDS.join(', ')}`);
    return undefined;
  }
  const settings = READERS[kind](object, name, surroundings);
  object.end();
  return faults.found.length === before ? settings : undefined;
}

type ReadChannel = (
  object: WrittenObject,
  name: string,
  surroundings: FileSurroundings,
) => ChannelSettings | undefined;

const READERS: Record<(typeof KINDS)[number], ReadChannel> = {
  ntfy: (object, name) => ({
    kind: 'ntfy',
    name,
    url:
      object.required('url', must(isNtfyAddress, 'the https: address of a topic'))?.replace(/\/+$/, '') ?? '',
    token: object.text('token', tokenFault) ?? null,
  }),
  email: emailOf,
  webhook: (object, name) => ({
    kind: 'webhook',
    name,
    url: object.required('url', must(isWebhookAddress, 'an https: address without fragment')) ?? '',
    secret: object.text('secret', tokenFault) ?? null,
    headers: headersIn(object),
  }),
  mqtt: mqttOf,
  sms: (object, name) => smsOf(object, name),
};

function emailOf(object: WrittenObject, name: string, { smtpUrl }: FileSurroundings): ChannelSettings {
  const own = object.text('smtp_url', must(isSmtpAddress, 'an smtps: or smtp: address'));
  if (object.any('smtp_url') === undefined && smtpUrl === undefined)
    object.wrong('smtp_url', 'is missing, and so is ALERT_SMTP_URL: set one of them');
  const to = object.list('to', (item, path) =>
    isEmailAddress(item) ? (item as string) : object.wrongAt(path, 'must be an e-mail address'),
  );
  if (to === undefined) object.wrong('to', 'must be a list of e-mail addresses, such as ["me@example.org"]');
  else if (to.length === 0 || to.length > MOST_RECIPIENTS)
    object.wrong('to', `must have 1 to ${MOST_RECIPIENTS} e-mail addresses`);
  const from = object.text('from', must(isEmailAddress, 'an e-mail address')) ?? null;
  return { kind: 'email', name, smtpUrl: own ?? smtpUrl ?? '', to: to ?? [], from };
}

function mqttOf(object: WrittenObject, name: string, { hasBroker }: FileSurroundings): ChannelSettings {
  const url = object.text('url', must(isBrokerAddress, 'the mqtts: or mqtt: address of a broker')) ?? null;
  if (object.any('url') === undefined && !hasBroker)
    object.wrong('url', 'is missing, and so is MQTT_URL: set one of them');
  const topic = object.text('topic', must(isTopicToPublishAt, 'a topic without wildcards')) ?? null;
  return { kind: 'mqtt', name, url, topic };
}

const RESERVED = 'is the name of a channel of the environment: choose another, such as family';

const nameFault: CheckText = (text) =>
  NAME.test(text) ? undefined : 'must have 1 to 40 of a-z, 0-9 and -, such as family';

const tokenFault: CheckText = (text) =>
  TOKEN.test(text) ? undefined : 'must have 1 to 512 printable characters and no blank';

/** A text of a form that the settings know too. */
function must(check: (value: unknown) => boolean, what: string): CheckText {
  return (text) => (text.length <= LONGEST && check(text) ? undefined : `must be ${what}`);
}
