import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../shared/clock.js';
import { CookRecordRepository } from '../record/cook-record.repository.js';
import { JournalStore } from '../../storage/journal-store.js';
import { earlierCook, type BrokenOffCook } from '../monitoring/broken-off-cook.js';
import type { EarlierCook } from '../../safety/food-history.js';
import type { RecordedCook } from '../record/cook-record.js';
import { CookRecords } from '../record/cook-records.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { mustBeDiscarded } from '../status/discarded-food.js';
import { FoodHistories } from '../monitoring/food-histories.js';

/** The time after which an ended cook no longer affects the next food, in ms. */
const REMEMBERED_MS = 24 * 3600_000;

/** The most cooks that are searched for the food that was thrown away. */
const MOST_CONTINUED = 100;

/** The reason why the food of a cook cannot be confirmed as thrown away. */
export type NotConfirmed = 'unknown' | 'running' | 'nothing-left';

/** The food that a broken-off cook left. */
export interface LeftFood extends Pick<EarlierCook, 'inDangerZone' | 'mustBeDiscarded'> {
  readonly cook: BrokenOffCook;
}

/** The broken-off cooks whose food is still open, across restarts, until it is thrown away. */
@Injectable()
export class UnfinishedCooks {
  private restored = false;

  constructor(
    private readonly store: CookRecordRepository,
    private readonly journal: JournalStore,
    private readonly records: CookRecords,
    private readonly histories: FoodHistories,
    private readonly cooks: CookTracker,
    private readonly clock: Clock,
  ) {}

  /**
   * Restores the open foods from before a restart, once. For every cooker, the latest cook with followed food counts: it
   * continued everything before it.
   * @throws StorageUnavailableError; then it can be tried again
   */
  async restore(): Promise<void> {
    if (this.restored) return;
    const ended = await this.store.endedSince(this.clock.now().getTime() - REMEMBERED_MS);
    const running = await this.store.running();
    const latest = new Map<string, RecordedCook>();
    const withFood = [...ended, ...running].filter(({ record }) => hadFood(record));
    for (const one of withFood.toSorted((a, b) => a.startedAt - b.startedAt)) latest.set(one.cookerId, one);
    for (const one of latest.values()) if (one.record.left != null) this.restoreOne(one);
    this.restored = true;
  }

  /** Whether the foods from before a restart are known. */
  get isRestored(): boolean {
    return this.restored;
  }

  /** The cooks whose food can be confirmed as thrown away. */
  open(): readonly BrokenOffCook[] {
    return this.histories.open();
  }

  /** The same with what their food went through. */
  foods(): readonly LeftFood[] {
    const now = this.clock.monotonic();
    return this.open().map((cook) => ({ cook, ...earlierCook(cook, now) }));
  }

  /** The cook to confirm, or the reason why there is none. @throws StorageUnavailableError */
  async find(cookId: string): Promise<RecordedCook | NotConfirmed> {
    const recorded = await this.records.find(cookId);
    if (recorded === undefined) return 'unknown';
    if (this.cooks.on(recorded.cookerId) !== undefined) return 'running';
    const isLeft = this.histories.left(cookId) !== undefined || this.isContinued(recorded);
    return isLeft ? recorded : 'nothing-left';
  }

  /**
   * Records that the food of a cook was thrown away, so that the next food on its cooker has no history. Only the owner
   * of the machine may confirm this.
   * @throws StorageUnavailableError; then nothing has changed
   */
  async confirm(cookId: string): Promise<RecordedCook | NotConfirmed> {
    const recorded = await this.find(cookId);
    if (typeof recorded === 'string') return recorded;
    const others = await this.othersOf(recorded);
    await this.journal.append({
      at: this.clock.now().getTime(),
      commandId: randomUUID(),
      cookerId: recorded.cookerId,
      kind: 'discard',
      stage: 'verified',
      content: { cookId, food: recorded.plan?.food ?? null, confirmedBy: 'owner' },
    });
    for (const other of others) this.records.noteDiscarded(other);
    this.records.discard(recorded);
    return recorded;
  }

  /** All cooks on a cooker continue the same food, so each of them that had to discard it can be named. */
  private isContinued(recorded: RecordedCook): boolean {
    return (
      this.isRecent(recorded) &&
      mustBeDiscarded(recorded) &&
      this.histories.on(recorded.cookerId) !== undefined
    );
  }

  /** The other cooks with the same food that had to discard it. */
  private async othersOf({ cookId, cookerId }: RecordedCook): Promise<RecordedCook[]> {
    const latest = await this.records.newestFirst(MOST_CONTINUED);
    return latest.filter(
      (one) =>
        one.cookerId === cookerId && one.cookId !== cookId && this.isRecent(one) && mustBeDiscarded(one),
    );
  }

  private isRecent({ endedAt }: RecordedCook): boolean {
    return endedAt !== null && endedAt >= this.clock.now().getTime() - REMEMBERED_MS;
  }

  /** What this process has observed itself is newer. */
  private restoreOne(recorded: RecordedCook): void {
    const { left } = recorded.record;
    if (left == null || this.histories.on(recorded.cookerId) !== undefined) return;
    this.records.restoreLeft(recorded, left);
  }
}

const hadFood = ({ left, monitor }: RecordedCook['record']): boolean =>
  left !== undefined || monitor !== null;
