import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../auth/principal.js';
import type { RecordedCook } from '../cooking/record/cook-record.js';
import { CookRecords } from '../cooking/record/cook-records.js';
import { mayUse } from '../device/visible-cookers.js';
import { Clock } from '../shared/clock.js';
import { ReadingRepository, type ReadingCourse } from './readings/reading.repository.js';
import { curveOf, joined, toCurve } from './cook-curve.js';
import { reportCook, reportListed } from './cook-report.js';
import type { CookDto } from './dto/cook.dto.js';
import type { CooksDto } from './dto/cooks.dto.js';
import { CookNotFoundError } from './history.errors.js';
import { fromCursor, toCursor } from './page-cursor.js';
import { ReadingLog } from './readings/reading-log.js';

/** The form of every id of a cook. */
const COOK_ID = /^[\x21-\x7e]{1,64}$/;

/** Reads the history of cooks and their readings. */
@Injectable()
export class HistoryService {
  constructor(
    @Inject(CookRecords) private readonly cooks: Pick<CookRecords, 'find' | 'newestFirst'>,
    private readonly readings: ReadingRepository,
    private readonly log: ReadingLog,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of the cooks that a principal may see, newest first.
   * @param cursor where the page before ended; undefined for the first page
   * @throws StorageUnavailableError
   */
  async list({ devices }: Principal, limit: number, cursor: string | undefined): Promise<CooksDto> {
    const from = cursor === undefined ? undefined : fromCursor(cursor);
    // One more shows whether another page follows.
    const found = await this.cooks.newestFirst(limit + 1, { from, cookers: devices });
    const page = found.slice(0, limit);
    const now = this.clock.now().getTime();
    return {
      cooks: page.map((cook) => reportListed(cook, now)),
      next_cursor: found.length > limit ? toCursor(page.at(-1)!) : null,
    };
  }

  /** One cook with everything. @throws CookNotFoundError, StorageUnavailableError */
  async cook(principal: Principal, cookId: string): Promise<CookDto> {
    return reportCook(await this.recorded(principal, cookId), this.clock.now().getTime());
  }

  /** The whole course of a cook up to now. @throws CookNotFoundError, StorageUnavailableError */
  async curve(principal: Principal, cookId: string): Promise<ReadingCourse> {
    await this.recorded(principal, cookId);
    const unwritten = await this.log.settle(cookId);
    return joined(await curveOf(this.readings, cookId), toCurve(unwritten));
  }

  /**
   * The record of a cook; one of a cooker that the principal may not use looks like an unknown one.
   * @throws CookNotFoundError, StorageUnavailableError
   */
  async recorded(principal: Principal, cookId: string): Promise<RecordedCook> {
    const cook = COOK_ID.test(cookId) ? await this.cooks.find(cookId) : undefined;
    if (cook === undefined || !mayUse(principal, cook.cookerId)) throw new CookNotFoundError();
    return cook;
  }
}
