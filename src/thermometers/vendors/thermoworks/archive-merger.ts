import { CloudError } from '../polling/cloud-error.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import type { ThermoworksCloud } from './connection/thermoworks-cloud.js';
import type { Archive } from './protocol/archive.js';
import type { Device } from './protocol/device.js';
import type { Moment } from '../polling/cloud-time.js';
import { archivedReadings, idOf } from './thermometer-facts.js';

/** Archives that ended longer ago are not read, in ms: idle readings are not kept longer. */
const OLDEST = 30 * 86_400_000;
/** Files that one poll reads: each may be large, and live readings come first. */
const FILES_A_POLL = 2;
/** Readings that are handed over at once. */
const PIECE = 1_000;

/**
 * Merges the archives of the cloud as late data: readings of hours in which this server, the network or the cloud was
 * away. A list is read when the cloud says that something was archived, and each archive once while the server runs;
 * readings that are known already change nothing.
 */
export class ArchiveMerger {
  /** The `lastArchive` of each device whose list was read. */
  private readonly listed = new Map<string, number>();
  private readonly merged = new Set<string>();
  private readonly waiting: { readonly device: Device; readonly archive: Archive }[] = [];

  constructor(
    private readonly cloud: ThermoworksCloud,
    private readonly sink: ThermometerSink,
  ) {}

  /** Reads what is new, a little at a time. @throws CloudError when the account as a whole cannot be read */
  async merge(devices: readonly Device[], moment: Moment): Promise<void> {
    for (const device of devices) await ofDocument(() => this.list(device, moment));
    for (let count = 0; count < FILES_A_POLL; count++) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      await this.mergeOne(next.device, next.archive, moment);
    }
  }

  private async list(device: Device, { now, time }: Moment): Promise<void> {
    const { serial, lastArchive } = device;
    if (lastArchive === undefined || this.listed.get(serial) === lastArchive) return;
    const archives = await this.cloud.archives(serial);
    this.listed.set(serial, lastArchive);
    for (const archive of archives) {
      const key = `${idOf(device)} ${archive.id}`;
      const isOld = archive.end !== undefined && now + time.difference - archive.end > OLDEST;
      if (isOld || this.merged.has(key)) continue;
      this.merged.add(key);
      this.waiting.push({ device, archive });
    }
  }

  private async mergeOne(device: Device, archive: Archive, moment: Moment): Promise<void> {
    const { file } = archive;
    try {
      const inFile = file === undefined ? undefined : await ofDocument(() => this.cloud.archiveFile(file));
      const readings = archivedReadings(device, [...archive.recent, ...(inFile ?? [])], moment);
      for (let from = 0; from < readings.length; from += PIECE)
        await this.sink.read(readings.slice(from, from + PIECE));
    } catch (error) {
      // Fewer requests, or another connection: the archive is for a later poll.
      this.waiting.unshift({ device, archive });
      throw error;
    }
  }
}

/** What is wrong with one document stops neither its device nor the others. */
async function ofDocument<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CloudError && error.isOfDocument) return undefined;
    throw error;
  }
}
