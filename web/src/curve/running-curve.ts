import { signal } from '@preact/signals';
import type { ReadingEventDto } from '../../../src/live/dto/live-events.dto.js';
import type { SeenCooker } from '../state/cookers.js';
import { GAP_MS, withPoint, type LivePoint } from './cook-curve.js';
import type { CurveData } from './curve-data.js';

/** Readings that arrived while the curve was read, at most so many, are added to it afterwards. */
const MOST_RECENT = 30;

/** Reads a curve from the server. */
export type LoadCurve = (signal: AbortSignal) => Promise<CurveData>;

/**
 * The curve of a cook that is on. It grows with each reading; after a gap, and whenever `reload` is called, it is read
 * anew, so that nothing is missing that was measured meanwhile.
 */
export class RunningCurve {
  /** Undefined until it was read. */
  readonly shown = signal<CurveData | undefined>(undefined);
  /** Whether the last attempt to read it failed. */
  readonly failed = signal(false);
  private control: AbortController | undefined;
  private recent: readonly LivePoint[] = [];
  private wasUnseen = false;
  private state: string | undefined;

  constructor(
    readonly cookId: string,
    private readonly load: LoadCurve,
  ) {}

  /** Reads the curve from the server; a reading that is under way is broken off. */
  reload(): void {
    this.control?.abort();
    const control = (this.control = new AbortController());
    this.load(control.signal).then(
      (curve) => {
        if (control.signal.aborted) return;
        this.failed.value = false;
        this.shown.value = this.recent.reduce((longer, point) => withPoint(longer, point) ?? longer, curve);
      },
      () => {
        if (!control.signal.aborted) this.failed.value = true;
      },
    );
  }

  /** Adds a reading of the stream. @param core the core as last modelled; null when there is none */
  noteReading(
    { cook_id, at, water_temp_celsius, target_temp_celsius }: ReadingEventDto,
    core: number | null,
  ): void {
    if (cook_id !== this.cookId) return;
    this.add({ at: Date.parse(at), water: water_temp_celsius, target: target_temp_celsius, core });
  }

  /** Adds what a cooker reported, which has an age instead of a time. @param pageNow the time of the page */
  noteStatus({ status, at, ageSeconds }: SeenCooker, pageNow: number): void {
    const offset = this.shown.peek()?.offset ?? null;
    if (status.cook?.cook_id !== this.cookId || ageSeconds === null) return;
    const age = ageSeconds * 1_000 + Math.max(0, pageNow - at);
    // The forecast is another one in each state.
    const isNew = this.state !== undefined && this.state !== status.state;
    const isBack = this.wasUnseen && age <= GAP_MS;
    this.state = status.state;
    this.wasUnseen = age > GAP_MS;
    if (isNew || isBack) this.reload();
    else if (offset !== null && !this.wasUnseen)
      this.add({
        at: pageNow + offset - age,
        water: status.current_temp_celsius,
        target: status.target_temp_celsius,
        core: status.safety?.core_temp_celsius ?? null,
      });
  }

  /** Ends what is under way. */
  close(): void {
    this.control?.abort();
  }

  private add(point: LivePoint): void {
    if (!Number.isFinite(point.at)) return;
    this.recent = [...this.recent, point].slice(-MOST_RECENT);
    const curve = this.shown.peek();
    if (curve === undefined) return;
    const longer = withPoint(curve, point);
    if (longer === undefined) this.reload();
    else if (longer !== curve)
      this.shown.value = { ...longer, now: Math.max(point.at, longer.now ?? point.at) };
  }
}
