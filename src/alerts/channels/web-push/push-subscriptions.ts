import { Injectable, Logger } from '@nestjs/common';
import { JsonReader } from '../../../shared/json-reader.js';
import { Database } from '../../../storage/database.js';
import {
  readRow,
  readableRows,
  safeColumns,
  verifyChecksum,
  withChecksum,
} from '../../../storage/stored-rows.js';
import type { PushSubscriptionRow } from '../../../storage/tables.js';
import { asStored, toStored, type PushSubscription } from './push-subscription.js';
import { TooManySubscriptionsError } from './web-push.errors.js';

/** More browsers than a household has. Each gets every message. */
export const MOST_SUBSCRIPTIONS = 20;

const TABLE = 'push_subscriptions';
const COLUMNS = safeColumns({ subscription_id: 'TEXT', content: 'TEXT', checksum: 'INTEGER' });
const UPSERT = `INSERT OR REPLACE INTO ${TABLE} (subscription_id, content, checksum) VALUES (?, ?, ?)`;
const DELETE = `DELETE FROM ${TABLE} WHERE subscription_id = ?`;

/** A request, or a message, waits for the verification of a large database only for a moment. */
const WRITING = { waits: 'a-moment' } as const;

/**
 * The browsers that receive messages. Once read they are kept in memory, so that messages are sent while the database
 * cannot be used.
 */
@Injectable()
export class PushSubscriptions {
  private readonly logger = new Logger('WebPush');
  private known: Map<string, PushSubscription> | undefined;
  private reading: Promise<Map<string, PushSubscription>> | undefined;
  private listener: (count: number) => void = () => undefined;

  constructor(private readonly database: Database) {}

  /** How many there are; undefined until they are read. */
  get count(): number | undefined {
    return this.known?.size;
  }

  /** Has one listener hear how many there are, whenever that changes or is read first. */
  follow(listener: (count: number) => void): void {
    this.listener = listener;
  }

  /** All of them, the oldest first. @throws StorageUnavailableError when they were never read */
  async list(): Promise<readonly PushSubscription[]> {
    return [...(await this.all()).values()].sort((one, other) => one.subscribedAt - other.subscribedAt);
  }

  /**
   * Stores one, in the place of that with its address.
   * @throws TooManySubscriptionsError, StorageUnavailableError
   */
  async add(subscription: PushSubscription): Promise<void> {
    const known = await this.all();
    if (!known.has(subscription.id) && known.size >= MOST_SUBSCRIPTIONS)
      throw new TooManySubscriptionsError();
    const row = withChecksum({
      subscription_id: subscription.id,
      content: JSON.stringify(toStored(subscription)),
    });
    await this.database.writeDirectly(
      (statements) => statements.run(UPSERT, [row.subscription_id, row.content, row.checksum]),
      WRITING,
    );
    known.set(subscription.id, subscription);
    this.listener(known.size);
  }

  /**
   * Removes one.
   * @returns whether there was one
   * @throws StorageUnavailableError
   */
  async remove(id: string): Promise<boolean> {
    const known = await this.all();
    if (!known.has(id)) return false;
    await this.database.writeDirectly((statements) => statements.run(DELETE, [id]), WRITING);
    known.delete(id);
    this.listener(known.size);
    return true;
  }

  private all(): Promise<Map<string, PushSubscription>> {
    if (this.known !== undefined) return Promise.resolve(this.known);
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<Map<string, PushSubscription>> {
    // While a large database is still being verified too: the steps of the start wait for it.
    const rows = await this.database.read((queries) => queries.selectFrom(TABLE).select(COLUMNS).execute(), {
      early: true,
    });
    // One unreadable row must not hide the others.
    const readable = readableRows(rows, readSubscription, (problem) =>
      this.logger.error(`The subscription of a browser cannot be read: ${problem}`),
    );
    this.known = new Map(readable.map((subscription) => [subscription.id, subscription]));
    this.listener(this.known.size);
    return this.known;
  }
}

function readSubscription(raw: unknown): PushSubscription {
  const { content } = verifyChecksum(
    readRow<PushSubscriptionRow>(TABLE, raw, (row) => ({
      subscription_id: row.field('subscription_id').text(),
      content: row.field('content').text(),
      checksum: row.field('checksum').number(),
    })),
  );
  return asStored(JsonReader.parse(content));
}
