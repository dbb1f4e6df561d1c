import type { JsonReader } from '../../shared/json-reader.js';
import type { Platform } from '../discovery/entity.js';
import type { DeviceKind } from '../topics.js';

/** A device as it was published: enough to remove it, and every entity of it. */
export interface PublishedDevice {
  readonly kind: DeviceKind;
  readonly id: string;
  /** The platform of each entity, by its key. */
  readonly entities: Readonly<Record<string, Platform>>;
}

/** Everything that was published under two prefixes. */
export interface PublishedDevices {
  readonly prefix: string;
  readonly discoveryPrefix: string;
  readonly devices: readonly PublishedDevice[];
}

const VERSION = 1;
const KINDS = ['server', 'cooker', 'thermometer'] as const satisfies readonly DeviceKind[];
const PLATFORMS = ['sensor', 'binary_sensor', 'button', 'event'] as const satisfies readonly Platform[];

/** The form in which it is stored. */
export const toStored = (published: PublishedDevices): object => ({ version: VERSION, ...published });

/** @throws JsonFormError */
export const readPublished = (stored: JsonReader): PublishedDevices => ({
  prefix: stored.field('prefix').text(),
  discoveryPrefix: stored.field('discoveryPrefix').text(),
  devices: stored.field('devices').list(readDevice),
});

function readDevice(stored: JsonReader): PublishedDevice {
  const entities = stored.field('entities');
  const platforms: Record<string, Platform> = {};
  for (const key of Object.keys(entities.object())) platforms[key] = entities.field(key).oneOf(PLATFORMS);
  return { kind: stored.field('kind').oneOf(KINDS), id: stored.field('id').text(), entities: platforms };
}
