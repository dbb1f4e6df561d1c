import { Logger } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { sizeOf } from '../../storage/sqlite-file.js';
import { makeFolder } from '../../storage/open-database.js';
import { asStorageError, StorageUnavailableError } from '../../storage/storage.errors.js';
import { WalCheckpointer } from '../../storage/wal-checkpointer.js';
import { OpenSeries } from './open-series.js';
import type { DamagedPlace } from './series-blocks.js';
import { isUnusable, openSeriesFile, SERIES_FILE, setAside } from './series-file.js';

/** A log of this many bytes is copied into the file. */
const LONG_LOG = 1024 * 1024;
/** Opening is not tried again with every reading. */
const RETRY_INTERVAL = milliseconds(30_000);

/** What health says of the file of readings. */
export interface SeriesState {
  /** Why nothing can be stored at present; undefined while all is well. */
  readonly problem: string | undefined;
  /** The files that were damaged and set aside since the start. */
  readonly setAside: readonly string[];
  /** How many damaged blocks were met since the start. */
  readonly damagedBlocks: number;
}

/**
 * The file of readings from its first use on. A damaged file is set aside under another name and a new one is begun: it
 * must never keep the server from its work, and the file of the journal is another one.
 */
export class SeriesAccess {
  private readonly logger = new Logger('ProbeSeries');
  private readonly path: string;
  private opened: OpenSeries | undefined;
  private trouble: StorageUnavailableError | undefined;
  private triedAt = -Infinity;
  private readonly aside: string[] = [];
  private readonly damaged = new Set<string>();
  private readonly wal = new WalCheckpointer(this.logger);
  private closed = false;

  constructor(
    folder: string,
    private readonly clock: Clock,
  ) {
    this.path = join(folder, SERIES_FILE);
  }

  get state(): SeriesState {
    return {
      problem: this.trouble?.problem,
      setAside: this.aside,
      damagedBlocks: this.damaged.size,
    };
  }

  /** The file, if there is one; a query makes none. @throws StorageUnavailableError */
  ifThere(): OpenSeries | undefined {
    return this.opened !== undefined || existsSync(this.path) ? this.use() : undefined;
  }

  /** The file, opened or made at the first use. @throws StorageUnavailableError */
  use(): OpenSeries {
    if (this.closed) throw new StorageUnavailableError('closed');
    if (this.opened !== undefined) return this.opened;
    if (this.trouble !== undefined && this.clock.monotonic() - this.triedAt < RETRY_INTERVAL)
      throw this.trouble;
    this.triedAt = this.clock.monotonic();
    return this.noting(() => (this.opened = this.open()));
  }

  /** Runs a write. Where the file turns out to be damaged, it is set aside, and the write runs on a new one. */
  write(act: (series: OpenSeries) => void): void {
    const series = this.use();
    try {
      this.noting(() => act(series));
    } catch (error) {
      if (!isUnusable(error)) throw error;
      this.leave(error as StorageUnavailableError);
      const anew = this.use();
      this.noting(() => act(anew));
    }
  }

  /** Resolves once every write survives a power cut. */
  async flush(): Promise<void> {
    try {
      const log = await open(`${this.path}-wal`, 'r');
      await log.datasync().finally(() => log.close());
    } catch (error) {
      // The log is gone after its copy into the file, which SQLite flushes.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw this.failed(error);
    }
    if (this.opened !== undefined && sizeOf(`${this.path}-wal`) > LONG_LOG)
      this.wal.run(this.opened.opened.file);
  }

  close(): void {
    this.closed = true;
    if (this.opened === undefined) return;
    this.wal.run(this.opened.opened.file);
    this.opened.opened.file.close();
    this.opened = undefined;
  }

  private open(): OpenSeries {
    makeFolder(dirname(this.path));
    try {
      return this.openFile();
    } catch (error) {
      if (!isUnusable(asStorageError(error))) throw error;
      this.leave(asStorageError(error) as StorageUnavailableError);
      return this.openFile();
    }
  }

  private openFile(): OpenSeries {
    const opened = openSeriesFile(this.path);
    try {
      return new OpenSeries(opened, (place) => this.foundDamage(place));
    } catch (error) {
      opened.file.close();
      throw error;
    }
  }

  private leave(error: StorageUnavailableError): void {
    this.opened?.opened.file.close();
    this.opened = undefined;
    this.trouble = undefined;
    const name = setAside(this.path, this.clock.now());
    this.aside.push(name);
    this.logger.error(
      `The probe readings in ${SERIES_FILE} cannot be used (${error.message}). The file is now ${name}, and a new one is begun`,
    );
  }

  private foundDamage({ table, series, from }: DamagedPlace): void {
    const name = `${table}:${series}:${from}`;
    if (this.damaged.has(name)) return;
    this.damaged.add(name);
    const probe = this.opened?.probeOf(series) ?? `number ${series}`;
    this.logger.error(
      `A block of ${table} of the probe ${probe} from ${new Date(from).toISOString()} on is damaged and left as it is; the others are not affected`,
    );
  }

  private noting<Result>(act: () => Result): Result {
    try {
      const result = act();
      if (this.trouble !== undefined) this.logger.log('Probe readings can be stored again');
      this.trouble = undefined;
      return result;
    } catch (error) {
      throw this.failed(error);
    }
  }

  private failed(error: unknown): unknown {
    const failure = asStorageError(error);
    if (isUnusable(failure) || !(failure instanceof StorageUnavailableError)) return failure;
    if (this.trouble?.reason !== failure.reason) this.logger.error(failure.problem);
    this.trouble = failure;
    return failure;
  }
}
