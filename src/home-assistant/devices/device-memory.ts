import { Injectable, Logger } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { HomeAssistantStore } from '../../auth/home-assistant/home-assistant-store.js';
import { discoveryId, type Device } from '../discovery/device-message.js';
import type { Platform } from '../discovery/entity.js';
import type { Topics } from '../topics.js';
import { readPublished, toStored, type PublishedDevice, type PublishedDevices } from './published-devices.js';

const ROW = 'published';

/**
 * Remembers over restarts what this server has published, so that a device that is gone is removed from Home Assistant.
 * The devices of another server at the same broker are never touched.
 */
@Injectable()
export class DeviceMemory {
  private readonly logger = new Logger('HomeAssistant');
  private readonly devices = new Map<string, PublishedDevice>();
  private loaded = false;
  private saving: Promise<void> = Promise.resolve();

  constructor(private readonly store: HomeAssistantStore) {}

  get all(): readonly PublishedDevice[] {
    return [...this.devices.values()];
  }

  find(device: Pick<PublishedDevice, 'kind' | 'id'>): PublishedDevice | undefined {
    return this.devices.get(discoveryId(device));
  }

  /**
   * Reads what an earlier process published.
   * @returns what was published under other prefixes; undefined without any
   */
  async load(topics: Pick<Topics, 'prefix' | 'discoveryPrefix'>): Promise<PublishedDevices | undefined> {
    if (this.loaded) return undefined;
    let stored: PublishedDevices | undefined;
    try {
      stored = await this.store.find(ROW, readPublished);
    } catch (error) {
      this.logger.warn(`It is not known which devices were published before: ${String(error)}`);
      return undefined;
    }
    this.loaded = true;
    const isSame = stored?.prefix === topics.prefix && stored.discoveryPrefix === topics.discoveryPrefix;
    if (!isSame) return stored;
    for (const device of stored?.devices ?? []) {
      const id = discoveryId(device);
      if (!this.devices.has(id)) this.devices.set(id, device);
    }
    return undefined;
  }

  /** Notes that a device is published as it is now. @returns the entities that it had before and has no more */
  note({ kind, id, entities }: Device): readonly { readonly key: string; readonly platform: Platform }[] {
    const now = Object.fromEntries(entities.map(({ key, platform }) => [key, platform]));
    const before = this.find({ kind, id })?.entities ?? {};
    if (!isDeepStrictEqual(before, now))
      this.devices.set(discoveryId({ kind, id }), { kind, id, entities: now });
    return Object.entries(before)
      .filter(([key, platform]) => now[key] !== platform)
      .map(([key, platform]) => ({ key, platform }));
  }

  forget(device: Pick<PublishedDevice, 'kind' | 'id'>): void {
    this.devices.delete(discoveryId(device));
  }

  /** Writes what is remembered; fulfilled also where it cannot be written. */
  save({ prefix, discoveryPrefix }: Pick<Topics, 'prefix' | 'discoveryPrefix'>): Promise<void> {
    this.saving = this.saving.then(async () => {
      // What an earlier process published must not be overwritten before it was read.
      if (!this.loaded) return;
      try {
        await this.store.put(ROW, toStored({ prefix, discoveryPrefix, devices: this.all }));
      } catch (error) {
        this.logger.warn(`It cannot be remembered which devices are published: ${String(error)}`);
      }
    });
    return this.saving;
  }
}
