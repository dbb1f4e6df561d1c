import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { CookerState } from '../../device/cooker-state.js';
import { toRecordedVerdict, type RecordedVerdict } from '../../safety/stored-verdict.js';
import { Clock, unseenTime } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import { CookRecordRepository, type CookPage } from './cook-record.repository.js';
import type { Cook, CookFollower } from '../tracking/cook.js';
import { CookAssessor } from '../status/cook-assessor.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import type {
  CookOutcome,
  CookRecord,
  Interruption,
  RecordedCook,
  SavedMonitor,
  UnfinishedFood,
} from './cook-record.js';
import { isObserved } from '../monitoring/end-of-cook.js';
import { FoodHistories } from '../monitoring/food-histories.js';
import {
  emptyRecord,
  foodNoteOf,
  toRecordedCook,
  withInterruption,
  withLeft,
  withReading,
} from './cook-record.reducer.js';
import { CookRecordWriter } from './cook-record-writer.js';

/** The most that a crash may lose of a record, in ms; a compromise with the wear of an SD card. */
const SAVED_EVERY = 20_000;
/** States of a cook arrive every few seconds: a longer silence is a gap, in ms. */
const SILENCE = 15_000;

interface Running {
  readonly cook: Cook;
  /** The verdict when the cook was started; it stays when the rules change. */
  readonly verdict: RecordedVerdict | null;
  record: CookRecord;
  cooker: CookerState;
  /** When it was last seen and last saved, on the monotonic clock. */
  seenAt: Milliseconds;
  savedAt: Milliseconds;
  /** What was unavailable since it was last seen. */
  away: Interruption['cause'] | undefined;
  /** The time of the cloud when it was last seen, until this process has seen it. */
  cloudSeenAt?: number | undefined;
}

interface End {
  readonly outcome: CookOutcome;
  /** On the monotonic clock. */
  readonly at: Milliseconds;
  readonly stoppedBy?: string | null | undefined;
}

/** Maintains the record of every cook while it runs, so that neither a crash nor its end loses an observation. */
@Injectable()
export class CookRecords implements CookFollower, OnApplicationShutdown {
  private readonly running = new Map<string, Running>();
  /** The cooks that ended recently, by id, as they were before: their cookers may show them again. */
  private readonly finished = new LRUCache<string, Running>({ max: 20 });
  /** The latest broken-off cook of every cooker. */
  private readonly unfinished = new Map<string, RecordedCook>();

  constructor(
    private readonly store: CookRecordRepository,
    private readonly writer: CookRecordWriter,
    private readonly assessor: CookAssessor,
    private readonly monitors: CookMonitors,
    private readonly histories: FoodHistories,
    private readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    for (const running of this.running.values()) this.save(running);
    await this.writer.close();
  }

  /** The cookers with a cook on, as they were last seen; also those that nothing came from since a restart. */
  get cookers(): readonly CookerState[] {
    return [...this.running.values()].map(({ cooker }) => cooker);
  }

  /** The present record of a cook, running or over. @throws StorageUnavailableError */
  async find(cookId: string): Promise<RecordedCook | undefined> {
    const running = [...this.running.values()].find(({ cook }) => cook.id === cookId);
    if (running !== undefined) return this.recorded(running);
    const over = this.writer.unwritten(cookId) ?? (await this.store.find(cookId));
    return over && this.current(over);
  }

  /** Like `CookRecordRepository.newestFirst`. @throws StorageUnavailableError */
  async newestFirst(limit: number, page?: CookPage): Promise<RecordedCook[]> {
    await this.writer.settled();
    const stored = await this.store.newestFirst(limit, page);
    const running = new Map([...this.running.values()].map((one) => [one.cook.id, one]));
    return stored.map((one) => {
      const now = running.get(one.cookId);
      return now ? this.recorded(now) : this.current(one);
    });
  }

  /** Continues the record of a cook from before a restart; the time since then is a gap once the cook is seen again. */
  resume(cook: Cook, recorded: RecordedCook, seenAt: Milliseconds): void {
    this.running.set(cook.cookerId, this.restored(cook, recorded, seenAt));
  }

  /** Remembers a cook that ended before a restart, in case its cooker shows it again. */
  recall(cook: Cook, recorded: RecordedCook, seenAt: Milliseconds): void {
    this.finished.set(cook.id, this.restored(cook, recorded, seenAt));
  }

  /** Restores the food that a cook left before a restart. */
  restoreLeft(recorded: RecordedCook, left: UnfinishedFood): void {
    this.histories.restore(recorded, left);
    this.unfinished.set(recorded.cookerId, recorded);
  }

  /** Records that the food of a cook was thrown away, so that no later food continues its history. */
  discard(recorded: RecordedCook): void {
    this.unfinished.delete(recorded.cookerId);
    this.noteDiscarded(this.current(recorded));
    this.histories.close(recorded.cookerId);
    this.monitors.forget(recorded.cookerId);
  }

  /** Records that the food of a cook was thrown away. */
  noteDiscarded(recorded: RecordedCook): void {
    const discardedAt = this.clock.now().getTime();
    this.writer.write({ ...recorded, record: { ...recorded.record, left: null, discardedAt } });
  }

  /** Closes the record of a cook from before a restart whose end was not seen, when another cook is on. */
  close(cook: RecordedCook): void {
    const { record } = cook;
    this.writer.write({
      ...cook,
      outcome: 'not-seen',
      endedAt: record.lastSeenAt,
      record: { ...record, monitor: null },
    });
  }

  private restored(cook: Cook, { record, verdict }: RecordedCook, seenAt: Milliseconds): Running {
    const { cookerName: name, cookerType: type } = record;
    const cooker: CookerState = { id: cook.cookerId, name, type, supported: true, frequentReports: 0 };
    const cloudSeenAt = record.monitor?.cloudAt;
    return { cook, verdict, record, cooker, seenAt, savedAt: this.now, away: 'server', cloudSeenAt };
  }

  private get now(): Milliseconds {
    return this.clock.monotonic();
  }

  see(cook: Cook, cooker: CookerState): void {
    const known = this.running.get(cooker.id);
    if (known !== undefined && known.cook !== cook) this.replace(known, cooker);
    const running = known?.cook === cook ? known : (this.reopen(cook) ?? this.begin(cook, cooker));
    const { settings } = running.record;
    this.update(running, cooker);
    const hasNewSettings = settings !== running.record.settings;
    if (hasNewSettings || this.now - running.savedAt >= SAVED_EVERY) this.save(running);
  }

  /** Records nothing from a state that may belong to another cook. */
  measure(): void {}

  /** Continues the record of a cook that seemed to be over. */
  private reopen(cook: Cook): Running | undefined {
    const finished = this.finished.get(cook.id);
    if (finished === undefined) return undefined;
    const running = { ...finished, cook, savedAt: milliseconds(-Infinity) };
    this.finished.delete(cook.id);
    this.running.set(cook.cookerId, running);
    if (this.unfinished.get(cook.cookerId)?.cookId === cook.id) this.unfinished.delete(cook.cookerId);
    return running;
  }

  private begin(cook: Cook, cooker: CookerState): Running {
    const { seenAt } = cooker.latest!;
    const record = emptyRecord(cook, cooker, this.wallOf(seenAt));
    const verdict = cook.approved ? toRecordedVerdict(cook.approved.verdict) : null;
    const running = { cook, verdict, record, cooker, seenAt, savedAt: this.now, away: undefined };
    this.running.set(cooker.id, running);
    return running;
  }

  private update(running: Running, cooker: CookerState): void {
    const { reading, seenAt } = cooker.latest!;
    this.noteGap(running, cooker);
    running.record = withReading(running.record, reading, this.wallOf(seenAt));
    running.cooker = cooker;
    running.seenAt = milliseconds(Math.max(seenAt, running.seenAt));
    running.away = undefined;
    running.cloudSeenAt = undefined;
  }

  /** Records the time since a cook was last seen, if it is a gap. @returns whether it is */
  private noteGap(running: Running, { latest }: CookerState): boolean {
    const { seenAt: own, reading } = latest!;
    const last = { own: running.seenAt, cloud: running.cloudSeenAt };
    const silence = unseenTime(last, { own, cloud: reading.updatedAt?.getTime() });
    const isGap = silence > SILENCE || (running.away !== undefined && silence > 0);
    if (isGap) this.interrupt(running, silence);
    return isGap;
  }

  /** Without a gap, the end of one cook and the beginning of the other were observed. */
  private replace(running: Running, cooker: CookerState): void {
    this.finished.set(running.cook.id, { ...running });
    const at = this.noteGap(running, cooker) ? cooker.latest!.seenAt : running.seenAt;
    this.finish(running, { outcome: 'replaced', at });
  }

  private interrupt(running: Running, silence: number): void {
    const gap = { from: running.record.lastSeenAt, seconds: Math.round(silence / 1000) };
    running.record = withInterruption(running.record, { ...gap, cause: running.away ?? 'line' });
    running.savedAt = milliseconds(-Infinity);
  }

  /** The connection to the vendor's cloud was lost: the time until the next state is a gap. */
  noteLostConnection(): void {
    for (const running of this.running.values()) running.away ??= 'line';
  }

  end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void {
    const running = this.running.get(cooker.id);
    if (running?.cook !== cook) return;
    this.finished.set(cook.id, { ...running });
    const silence = cooker.latest!.seenAt - running.seenAt;
    const seen = running.away === undefined && isObserved(silence) ? 'ended' : 'not-seen';
    const outcome = stoppedBy === undefined ? seen : 'stopped';
    this.noteGap(running, cooker);
    this.finish(running, { outcome, at: cooker.latest!.seenAt, stoppedBy });
  }

  private finish({ cook, verdict, cooker, record }: Running, { outcome, at, stoppedBy = null }: End): void {
    this.running.delete(cook.cookerId);
    const assessed = this.assessor.assessStopped(cook, cooker, this.moment);
    const left = this.monitors.unfinishedFoodOf(cook);
    const judgement = { safety: assessed.safety, foodNote: foodNoteOf(assessed, true) };
    const over = { ...record, ...judgement, stoppedBy, monitor: null, ...(left !== undefined && { left }) };
    const recorded = { ...toRecordedCook(cook, verdict, over), outcome, endedAt: this.wallOf(at) };
    this.writer.write(recorded);
    if (left != null) this.unfinished.set(cook.cookerId, recorded);
    // A cook whose own food was not followed leaves what was there before.
    else if (left === null) this.unfinished.delete(cook.cookerId);
  }

  /** Updates the record of a broken-off cook once its food becomes unsafe, which may be long after its end. */
  watchUnfinished({ id }: CookerState): void {
    const recorded = this.unfinished.get(id);
    if (recorded === undefined || recorded.record.left?.spoilt) return;
    const current = this.current(recorded);
    if (!current.record.left?.spoilt) return;
    this.unfinished.set(id, current);
    this.writer.write(current);
  }

  /** Adds to a record what is known by now about the food that its cook left. */
  private current(recorded: RecordedCook): RecordedCook {
    const left = this.histories.left(recorded.cookId);
    if (left === undefined || recorded.record.left == null) return recorded;
    const assessed = this.assessor.assessUnfinishedCook(recorded.cookerId, this.moment);
    return { ...recorded, record: withLeft(recorded.record, left, assessed) };
  }

  private save(running: Running): void {
    running.savedAt = this.now;
    this.writer.write(this.recorded(running));
  }

  private recorded({ cook, verdict, record, cooker }: Running): RecordedCook {
    const assessed = this.assessor.assess(cook, cooker, this.moment);
    const judgement = { safety: assessed.safety, foodNote: foodNoteOf(assessed, false) };
    return toRecordedCook(cook, verdict, { ...record, ...judgement, monitor: this.monitorOf(cook) });
  }

  private monitorOf(cook: Cook): SavedMonitor | null {
    const watched = this.monitors.of(cook);
    if (watched === undefined) return null;
    const { plan, monitor, missed } = watched;
    const at = this.wallOf(monitor?.lastAt ?? this.now);
    const cloudAt = this.running.get(cook.cookerId)?.cooker.latest?.reading.updatedAt?.getTime();
    return { plan, missed, at, cloudAt, snapshot: monitor?.snapshot() ?? null };
  }

  private get moment() {
    return { monotonic: this.now, wall: this.clock.now() };
  }

  private wallOf(moment: Milliseconds): number {
    return Math.round(this.clock.now().getTime() - (this.now - moment));
  }
}
