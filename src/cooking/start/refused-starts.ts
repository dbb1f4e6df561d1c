import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { CoddleError, type ErrorKind } from '../../shared/errors.js';
import { nameInSentence } from '../../shared/printable.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { CookJournal } from '../audit/cook-journal.js';
import { inMinutes } from '../../shared/units.js';
import type { StartRequest } from './start-request.js';

/** The most refusals a day that are journalled for each principal, so that a client out of control cannot fill the disk. */
const MOST_A_DAY = 200;
const DAY_MS = 24 * 3600_000;
/** A rejection by the vendor's cloud and a timeout happen after sending, so the journal has their command. */
const REFUSALS: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'unsafe',
  'conflict',
  'not-found',
  'limited',
  'forbidden',
  'unavailable',
]);

/** Logs and journals the starts that were refused before anything was sent. */
@Injectable()
export class RefusedStarts {
  private readonly logger = new Logger('RefusedStarts');
  /** Refusals of the current day, by principal. */
  private readonly counts = new Map<string, number>();
  private since = -Infinity;

  constructor(
    private readonly journal: CookJournal,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes why a start was refused. The failure of a start that was sent is not a refusal.
   * @param cookerId the cooker that was chosen; empty when none was
   */
  note({ principal, plan }: StartRequest, error: unknown, cookerId: string): void {
    if (!(error instanceof CoddleError) || !REFUSALS.has(error.kind)) return;
    const { target, hold } = plan;
    // A plan built by hand may hold anything, and is refused for that.
    const food = typeof plan.food === 'string' ? plan.food : undefined;
    const what = food === undefined ? 'A start' : `A start of ${nameInSentence(food)}`;
    this.logger.log(`${what} at ${target} °C for ${inMinutes(hold)} was refused: ${error.code}`);
    if (error instanceof StorageUnavailableError || !this.isWithinLimit(principal.id)) return;
    const { code } = error;
    const refusal = {
      version: 1,
      requestedBy: principal.id,
      food: food ?? null,
      target,
      hold,
      code,
    } as const;
    this.journal.noteRefusal(cookerId, refusal);
  }

  private isWithinLimit(by: string): boolean {
    const now = this.clock.monotonic();
    if (now - this.since >= DAY_MS) {
      this.counts.clear();
      this.since = now;
    }
    const count = (this.counts.get(by) ?? 0) + 1;
    this.counts.set(by, count);
    return count <= MOST_A_DAY;
  }
}
