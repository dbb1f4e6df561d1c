import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { CookerState } from '../../device/cooker-state.js';
import { Clock } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import { CookRecordRepository, type CookCursor } from './cook-record.repository.js';
import type { Cook } from '../tracking/cook.js';
import type { CookFollower } from '../tracking/cook-follower.js';
import { CookJudge } from '../status/cook-judge.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import { toRecordedVerdict, type CookOutcome, type CookRecord, type Interruption } from './cook-record.js';
import type { KeptCook, KeptMonitor, LeftFood, RecordedVerdict } from './cook-record.js';
import { isObserved } from '../monitoring/end-of-cook.js';
import { FoodHistories } from '../monitoring/food-histories.js';
import { emptyRecord, foodNoteOf, withInterruption, withLeft, withReading } from './cook-record.reducer.js';
import { CookRecordWriter } from './cook-record-writer.js';
import { unseenTime } from '../monitoring/unseen-time.js';

/** What a crash may lose of a cook's record, in ms; what the disk of a small computer has to bear goes with it. */
const SAVED_EVERY = 20_000;
/** States of a cook come every few seconds: a longer silence is a gap, in ms. */
const SILENCE = 15_000;

interface Running {
  readonly cook: Cook;
  /** The verdict when the cook was started, also where the rules have changed since. */
  readonly verdict: RecordedVerdict | null;
  record: CookRecord;
  cooker: CookerState;
  /** When it was last seen and last saved, on the monotonic clock. */
  seenAt: Milliseconds;
  savedAt: Milliseconds;
  /** What was away since it was last seen. */
  away: Interruption['cause'] | undefined;
  /** When it was last seen by the time of the cloud, until this process has seen it. */
  cloudSeenAt?: number | undefined;
}

interface End {
  readonly outcome: CookOutcome;
  /** On the monotonic clock. */
  readonly at: Milliseconds;
  readonly stoppedBy?: string | null | undefined;
}

/** Keeps the record of every cook while it runs, so that neither a crash nor its end loses what was seen. */
@Injectable()
export class CookRecords implements CookFollower, OnApplicationShutdown {
  private readonly running = new Map<string, Running>();
  /** The cooks that were over last, by their id, as they stood before that: their cookers may show them again. */
  private readonly finished = new LRUCache<string, Running>({ max: 20 });
  /** Of every cooker the record of the cook that broke off last. */
  private readonly leftovers = new Map<string, KeptCook>();

  constructor(
    private readonly store: CookRecordRepository,
    private readonly writer: CookRecordWriter,
    private readonly judge: CookJudge,
    private readonly monitors: CookMonitors,
    private readonly histories: FoodHistories,
    private readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    for (const running of this.running.values()) this.save(running);
    await this.writer.close();
  }

  /** A cook as it is known now, running or over. @throws StorageUnavailableError */
  async find(cookId: string): Promise<KeptCook | undefined> {
    const running = [...this.running.values()].find(({ cook }) => cook.id === cookId);
    if (running !== undefined) return this.kept(running);
    const over = this.writer.unwritten(cookId) ?? (await this.store.find(cookId));
    return over && this.current(over);
  }

  /** As `CookRecordRepository.newestFirst`. @throws StorageUnavailableError */
  async newestFirst(limit: number, from?: CookCursor): Promise<KeptCook[]> {
    await this.writer.settled();
    const stored = await this.store.newestFirst(limit, from);
    const running = new Map([...this.running.values()].map((one) => [one.cook.id, one]));
    return stored.map((one) => {
      const now = running.get(one.cookId);
      return now ? this.kept(now) : this.current(one);
    });
  }

  /** Goes on with a cook of the server before a restart; the time since then is a gap once the cook is seen again. */
  resume(cook: Cook, kept: KeptCook, seenAt: Milliseconds): void {
    this.running.set(cook.cookerId, this.restored(cook, kept, seenAt));
  }

  /** Remembers a cook that was over before a restart, in case its cooker shows it again. */
  recall(cook: Cook, kept: KeptCook, seenAt: Milliseconds): void {
    this.finished.set(cook.id, this.restored(cook, kept, seenAt));
  }

  /** Goes on with the food that a cook left before a restart. */
  restoreLeft(kept: KeptCook, left: LeftFood): void {
    this.histories.restore(kept, left);
    this.leftovers.set(kept.cookerId, kept);
  }

  /** The food on a cooker was thrown away: the record of the cook says so, and nothing continues it. */
  discard(kept: KeptCook): void {
    this.leftovers.delete(kept.cookerId);
    this.noteDiscarded(this.current(kept));
    this.histories.close(kept.cookerId);
    this.monitors.forget(kept.cookerId);
  }

  /** The food of a cook was thrown away: its record says so. */
  noteDiscarded(kept: KeptCook): void {
    const discardedAt = this.clock.now().getTime();
    this.writer.write({ ...kept, record: { ...kept.record, left: null, discardedAt } });
  }

  /** Closes the record of a cook of which the server before a restart saw no end, and another one is on. */
  close(cook: KeptCook): void {
    const { record } = cook;
    this.writer.write({
      ...cook,
      outcome: 'not-seen',
      endedAt: record.lastSeenAt,
      record: { ...record, monitor: null },
    });
  }

  private restored(cook: Cook, { record, verdict }: KeptCook, seenAt: Milliseconds): Running {
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
    this.carryOn(running, cooker);
    const isNews = settings !== running.record.settings;
    if (isNews || this.now - running.savedAt >= SAVED_EVERY) this.save(running);
  }

  /** The record holds nothing of a state that may belong to another cook. */
  measure(): void {}

  /** Goes on with the record of a cook that seemed to be over. */
  private reopen(cook: Cook): Running | undefined {
    const finished = this.finished.get(cook.id);
    if (finished === undefined) return undefined;
    const running = { ...finished, cook, savedAt: milliseconds(-Infinity) };
    this.finished.delete(cook.id);
    this.running.set(cook.cookerId, running);
    if (this.leftovers.get(cook.cookerId)?.cookId === cook.id) this.leftovers.delete(cook.cookerId);
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

  private carryOn(running: Running, cooker: CookerState): void {
    const { reading, seenAt } = cooker.latest!;
    this.noteSilence(running, cooker);
    running.record = withReading(running.record, reading, this.wallOf(seenAt));
    running.cooker = cooker;
    running.seenAt = milliseconds(Math.max(seenAt, running.seenAt));
    running.away = undefined;
    running.cloudSeenAt = undefined;
  }

  /** Notes the time since a cook was last seen, where that is a gap. @returns whether it is */
  private noteSilence(running: Running, { latest }: CookerState): boolean {
    const { seenAt: own, reading } = latest!;
    const last = { own: running.seenAt, cloud: running.cloudSeenAt };
    const silence = unseenTime(last, { own, cloud: reading.updatedAt?.getTime() });
    const isGap = silence > SILENCE || (running.away !== undefined && silence > 0);
    if (isGap) this.interrupt(running, silence);
    return isGap;
  }

  /** Without a gap the end of the one and the beginning of the other were seen. */
  private replace(running: Running, cooker: CookerState): void {
    this.finished.set(running.cook.id, { ...running });
    const at = this.noteSilence(running, cooker) ? cooker.latest!.seenAt : running.seenAt;
    this.finish(running, { outcome: 'replaced', at });
  }

  private interrupt(running: Running, silence: number): void {
    const gap = { from: running.record.lastSeenAt, seconds: Math.round(silence / 1000) };
    running.record = withInterruption(running.record, { ...gap, cause: running.away ?? 'line' });
    running.savedAt = milliseconds(-Infinity);
  }

  /** The connection to the vendor's cloud was lost: what comes next is a gap. */
  loseConnection(): void {
    for (const running of this.running.values()) running.away ??= 'line';
  }

  end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void {
    const running = this.running.get(cooker.id);
    if (running?.cook !== cook) return;
    this.finished.set(cook.id, { ...running });
    const silence = cooker.latest!.seenAt - running.seenAt;
    const seen = running.away === undefined && isObserved(silence) ? 'ended' : 'not-seen';
    const outcome = stoppedBy === undefined ? seen : 'stopped';
    this.noteSilence(running, cooker);
    this.finish(running, { outcome, at: cooker.latest!.seenAt, stoppedBy });
  }

  private finish({ cook, verdict, cooker, record }: Running, { outcome, at, stoppedBy = null }: End): void {
    this.running.delete(cook.cookerId);
    const judged = this.judge.judgeStopped(cook, cooker, this.moment);
    const left = this.monitors.leftBy(cook);
    const judgement = { safety: judged.safety, foodNote: foodNoteOf(judged, true) };
    const over = { ...record, ...judgement, stoppedBy, monitor: null, ...(left !== undefined && { left }) };
    const kept = { ...this.toKept(cook, verdict, over), outcome, endedAt: this.wallOf(at) };
    this.writer.write(kept);
    if (left != null) this.leftovers.set(cook.cookerId, kept);
    // A cook whose own food was not followed leaves what was there before.
    else if (left === null) this.leftovers.delete(cook.cookerId);
  }

  /** The food of a cook that broke off may become unsafe long after its end: then its record says so. */
  watchLeftover({ id }: CookerState): void {
    const kept = this.leftovers.get(id);
    if (kept === undefined || kept.record.left?.spoilt) return;
    const current = this.current(kept);
    if (!current.record.left?.spoilt) return;
    this.leftovers.set(id, current);
    this.writer.write(current);
  }

  /** A record with what is known by now of the food that its cook left. */
  private current(kept: KeptCook): KeptCook {
    const left = this.histories.left(kept.cookId);
    if (left === undefined || kept.record.left == null) return kept;
    const judged = this.judge.assessUnfinishedCook(kept.cookerId, this.moment);
    return { ...kept, record: withLeft(kept.record, left, judged) };
  }

  private save(running: Running): void {
    running.savedAt = this.now;
    this.writer.write(this.kept(running));
  }

  private kept({ cook, verdict, record, cooker }: Running): KeptCook {
    const judged = this.judge.judge(cook, cooker, this.moment);
    const judgement = { safety: judged.safety, foodNote: foodNoteOf(judged, false) };
    return this.toKept(cook, verdict, { ...record, ...judgement, monitor: this.monitorOf(cook) });
  }

  private monitorOf(cook: Cook): KeptMonitor | null {
    const watched = this.monitors.of(cook);
    if (watched === undefined) return null;
    const { plan, monitor, missed } = watched;
    const at = this.wallOf(monitor?.lastAt ?? this.now);
    const cloudAt = this.running.get(cook.cookerId)?.cooker.latest?.reading.updatedAt?.getTime();
    return { plan, missed, at, cloudAt, snapshot: monitor?.snapshot() ?? null };
  }

  private toKept(cook: Cook, verdict: RecordedVerdict | null, record: CookRecord): KeptCook {
    return {
      cookId: cook.id,
      cookerId: cook.cookerId,
      startedBy: cook.startedBy,
      startedAt: cook.startedAt.getTime(),
      endedAt: null,
      plan: cook.approved?.plan ?? null,
      verdict,
      outcome: null,
      record,
    };
  }

  private get moment() {
    return { monotonic: this.now, wall: this.clock.now() };
  }

  private wallOf(moment: Milliseconds): number {
    return Math.round(this.clock.now().getTime() - (this.now - moment));
  }
}
