import { Injectable } from '@nestjs/common';
import { Cooker } from '../device/cooker.js';
import { isOnline, isStale } from '../device/freshness.js';
import { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import { ago } from './ago.js';
import type { CookOutcome, KeptCook } from './cook-record.js';
import { CookRecords } from './cook-records.js';
import { RequestIdReusedError } from './cooking.errors.js';
import { Cooks } from './cooks.js';
import type { StartedCookDto } from './dto/started-cook.dto.js';

/** How long the line may take to come up, in ms; a repeated start is answered within 20 s like every other. */
const REACH = milliseconds(4_000);

/** Tells what has become of the cook of a start that comes again. */
@Injectable()
export class StartReplays {
  constructor(
    private readonly cooker: Cooker,
    private readonly cooks: Cooks,
    private readonly records: CookRecords,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether a state that is fresh shows the cook; false where the cooker cannot be seen now.
   * @param requestId of the call that repeats the start; undefined where it had none
   * @throws RequestIdReusedError once that cook is over
   */
  async isSeen(
    { device_id: cookerId, cook_id: cookId }: StartedCookDto,
    requestId: string | undefined,
  ): Promise<boolean> {
    await this.cooker.reach(REACH);
    if (this.cooks.on(cookerId)?.id === cookId) return this.isFresh(cookerId);
    const kept = await this.find(cookId);
    // The server has started anew, and the cooker has not spoken yet.
    if (kept?.endedAt === null) return false;
    const isNamed = requestId !== undefined;
    throw new RequestIdReusedError(
      `${this.ended(kept)} Send a ${isNamed ? 'new ' : ''}request_id to start another.`,
      { ...(isNamed && { field: 'request_id' }), cook_id: cookId },
    );
  }

  private isFresh(cookerId: string): boolean {
    const { kitchen } = this.cooker;
    const cooker = kitchen.cookers.get(cookerId);
    const now = this.clock.monotonic();
    return cooker?.latest !== undefined && isOnline(kitchen, cooker, now) && !isStale(cooker, now);
  }

  private async find(cookId: string): Promise<KeptCook | undefined> {
    try {
      return await this.records.find(cookId);
    } catch (error) {
      if (error instanceof StorageUnavailableError) return undefined;
      throw error;
    }
  }

  private ended(kept: KeptCook | undefined): string {
    const { outcome, endedAt } = kept ?? { outcome: null, endedAt: null };
    const when = endedAt === null ? '' : ` ${ago(Math.max(0, this.clock.now().getTime() - endedAt))}`;
    return `That cook ${ENDINGS[outcome ?? 'ended']}${when}.`;
  }
}

const ENDINGS: Readonly<Record<CookOutcome, string>> = {
  stopped: 'was stopped',
  ended: 'ended',
  replaced: 'was replaced by another',
  'not-seen': 'ended',
};
