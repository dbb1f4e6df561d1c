import type { DeviceKind, Topics } from '../topics.js';
import type { Entity, Platform } from './entity.js';
import { entitySlug, topicKey } from './keys.js';

/** A device as Home Assistant is to know it. */
export interface Device {
  readonly kind: DeviceKind;
  /** What the hardware is called for ever; of the server, the prefix of its topics. */
  readonly id: string;
  /** What people call it; foreign text. */
  readonly name: string;
  readonly entities: readonly Entity[];
  /** What is known of the hardware, by Home Assistant's own keys. */
  readonly facts: Readonly<Record<string, string>>;
}

/** An entity that is to be removed, as it was published. */
export interface GoneEntity {
  readonly key: string;
  readonly platform: Platform;
}

/** What stands behind a device: this program. */
export interface Origin {
  readonly version: string;
  /** Where people find the server; left out where it has no public address. */
  readonly url?: string | undefined;
}

/** The id of a device in Home Assistant, by its hardware. */
export const discoveryId = ({ kind, id }: Pick<Device, 'kind' | 'id'>): string =>
  `coddle_${kind}_${topicKey(id)}`;

/**
 * The message that makes a device with all its entities. An entity that is gone is sent once with its platform alone,
 * which removes it. A root key that Home Assistant does not know would refuse the whole, so that everything about an
 * entity is in the entity.
 */
export function deviceMessage(
  device: Device,
  topics: Topics,
  origin: Origin,
  gone: readonly GoneEntity[] = [],
): object {
  const { kind, name, entities, facts } = device;
  const server = discoveryId({ kind: 'server', id: topics.prefix });
  return {
    device: {
      identifiers: [discoveryId(device)],
      name,
      ...facts,
      ...(kind === 'server' ? {} : { via_device: server }),
    },
    origin: {
      name: 'Coddle',
      sw: origin.version,
      ...(origin.url === undefined ? {} : { url: origin.url }),
    },
    components: {
      ...Object.fromEntries(entities.map((entity) => [entity.key, component(entity, device, topics)])),
      ...Object.fromEntries(gone.map(({ key, platform }) => [key, { platform }])),
    },
  };
}

function component(entity: Entity, device: Device, topics: Topics): object {
  const { key, platform, name, config } = entity;
  return {
    platform,
    unique_id: `${discoveryId(device)}_${key}`,
    default_entity_id: `${platform}.${entitySlug(device.name) ?? entitySlug(discoveryId(device))}_${key}`,
    name,
    availability: availability(entity, device, topics),
    availability_mode: 'all',
    ...source(entity, device, topics),
    ...config,
  };
}

/** Each of them must say that it is there; without the mode, the last message of either would count. */
function availability({ outlivesDevice }: Entity, device: Device, topics: Topics): readonly object[] {
  const own = topics.of(device.kind, device.id).availability;
  const needed = outlivesDevice || device.kind === 'server' ? [topics.server] : [topics.server, own];
  return needed.map((topic) => ({
    topic,
    payload_available: ONLINE,
    payload_not_available: OFFLINE,
  }));
}

export const ONLINE = 'online';
export const OFFLINE = 'offline';

/** Where the value of an entity comes from, or where its command goes. */
function source({ key, shows }: Entity, { kind, id }: Device, topics: Topics): object {
  const { state, alerts, alert } = topics.of(kind, id);
  switch (shows) {
    case 'state':
      // JSON's null becomes None, which Home Assistant shows as unknown.
      return { state_topic: state, value_template: `{{ value_json.${key} }}` };
    case 'alerts':
      return { state_topic: alerts };
    case 'alert':
      return { state_topic: alert, value_template: '{{ value_json.open }}', json_attributes_topic: alert };
    case 'nothing':
      return { command_topic: topics.commandsOf(id).stop };
  }
}
