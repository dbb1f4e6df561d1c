import { milliseconds, millimetres, minutes, seconds } from '../../shared/units.js';
import type { MonitorReport } from '../monitor/food-monitor.js';
import type { ModelledMoment, ModelledTally } from '../monitor/modelled-moment.js';
import { CorrectedTallies } from './corrected-tallies.js';
import { LONGEST_GAP, mayGrow } from './measured-reading.js';
import { NOTABLE } from './likely-cause.js';
import { FRESH, MOST_LEAD, type PlausibleProbe, type Plausibility } from './plausible-probe.js';
import type { KeptPiece, ThinnestPiece } from './thinnest-piece.js';

/** A probe that reads so much less than the model, in °C, contradicts it. */
const CONTRADICTS = 0.5;

/** A reading of a probe that counts. */
export interface ProbeMoment {
  /** On the clock of `ModelledMoment`. */
  readonly at: number;
  /** In °C, as read. */
  readonly celsius: number;
}

/** What a probe does to the verdict at present. */
export type ProbeEffect = 'none' | 'worsens' | 'confirms' | 'improves';

/** What is kept of a correction, to go on in another process. */
export interface KeptCorrection {
  readonly plausibility: Plausibility;
  /** By how many reductions each pathogen differs from the model, by its place in the list. */
  readonly offsets: readonly number[];
  /** Milliseconds of growth that the model does not know of. */
  readonly growth: number;
  readonly thinnest: KeptPiece | null;
  /** When the corrected food was pasteurised, on the clock of its monitor; null until then. */
  readonly reachedAt: number | null;
}

interface Before {
  readonly at: number;
  readonly model: number;
  /** The core that counts, −Infinity where nothing is credited. */
  readonly core: number;
}

/**
 * The model of a food in water, corrected by a probe in it. A core that is colder than modelled counts at once. A hotter
 * one counts only while the probe is plausible, and never more than 2 °C above the model. While the probe is silent the
 * model counts, and what it credited is taken back when the next reading contradicts it.
 */
export class CorrectedFood {
  private readonly tallies: CorrectedTallies;
  private growth: number;
  private before: Before | undefined;
  /** Whether the last reading was colder than the model. */
  private worsened = false;
  private readAt: number | undefined;
  private present: ProbeEffect = 'none';
  private reachedAt: number | undefined;
  private latest: ModelledMoment | undefined;

  /** @param tolerance how far the sensor may be off, in °C */
  constructor(
    private readonly probe: PlausibleProbe,
    private readonly thinnest: ThinnestPiece,
    private readonly tolerance: number,
    kept?: KeptCorrection,
  ) {
    this.tallies = new CorrectedTallies(kept?.offsets);
    this.growth = kept?.growth ?? 0;
    this.reachedAt = kept?.reachedAt ?? undefined;
  }

  get effect(): ProbeEffect {
    return this.present;
  }

  get isImplausible(): boolean {
    return this.probe.isImplausible;
  }

  /** Every pathogen, with what it has lost by the corrected core. */
  get tallied(): readonly ModelledTally[] {
    return this.tallies.corrected;
  }

  /** All there is to know to go on in another process. */
  get kept(): KeptCorrection {
    const { offsets } = this.tallies;
    const reachedAt = this.reachedAt ?? null;
    const { kept: thinnest } = this.thinnest;
    return { plausibility: this.probe.plausibility, offsets, growth: this.growth, thinnest, reachedAt };
  }

  /** Goes on to a state of the cooker. @param reading the newest reading of the probe that counts; undefined without one */
  follow(moment: ModelledMoment, reading: ProbeMoment | undefined): void {
    const { before } = this;
    if (before !== undefined && !(moment.at > before.at)) return;
    this.thinnest.follow(moment.at, moment.water, reading?.celsius);
    this.tallies.goOnTo(moment.tallies);
    const isMeasured = reading !== undefined && moment.at - reading.at <= LONGEST_GAP;
    if (isMeasured) this.judge(moment, reading);
    const core = isMeasured ? this.measuredCore(moment, reading) : this.unmeasuredCore(moment);
    this.present = isMeasured ? effectOf(moment, reading, core) : 'none';
    if (isMeasured && this.tallies.isUnconfirmed) this.confirm(moment, reading, core);
    else if (before !== undefined) this.credit(before, moment, core);
    if (isMeasured) this.noteReading(moment, reading);
    else this.tallies.leaveUnconfirmed();
    this.before = { at: moment.at, model: moment.core, core };
    this.latest = moment;
    if (!this.tallies.areReached) this.reachedAt = undefined;
    else if (moment.allowed) this.reachedAt ??= moment.at;
  }

  /** The readings of the probe are worth nothing for an improvement any more. */
  distrust(): void {
    this.probe.distrust();
    this.tallies.dropImprovements();
    if (!this.tallies.areReached) this.reachedAt = undefined;
  }

  /** The report of the model as the probe corrects it. The core in it stays the modelled one. @param growthLimit in minutes */
  correct(report: MonitorReport, growthLimit: number): MonitorReport {
    if (this.latest === undefined) return report;
    const inDangerZone = minutes(report.inDangerZone + Math.ceil(this.growth / 60_000));
    const spoilt = report.spoilt || inDangerZone > growthLimit;
    const agrees = this.tallies.areModels && this.present !== 'worsens';
    if (agrees) return { ...report, inDangerZone, spoilt };
    const pasteurized = this.reachedAt !== undefined;
    const missing = pasteurized ? seconds(0) : seconds(this.missing(report));
    const at = this.reachedAt ?? report.asOf + missing * 1000;
    return {
      ...report,
      reductions: this.tallies.reductions,
      pasteurized,
      pasteurizedUpTo: pasteurized ? report.pasteurizedUpTo : millimetres(0),
      pasteurizedAt: at < Infinity ? milliseconds(at) : undefined,
      ...(!(at < Infinity) && this.present === 'worsens' && { unforeseen: true as const }),
      missing,
      inDangerZone,
      spoilt,
    };
  }

  private noteReading(moment: ModelledMoment, reading: ProbeMoment): void {
    if (reading.at === this.readAt) return;
    this.readAt = reading.at;
    this.worsened = contradicts(moment, reading);
    this.tallies.noteReading(moment.at);
  }

  private judge(moment: ModelledMoment, { at, celsius }: ProbeMoment): void {
    const { water, core: model } = moment;
    const mayHave = this.probe.mayImprove;
    this.probe.judge({
      at,
      measured: celsius,
      tolerance: this.tolerance,
      water,
      model,
      thinnest: this.thinnest.core,
    });
    if (mayHave && !this.probe.mayImprove) this.tallies.dropImprovements();
  }

  private measuredCore(moment: ModelledMoment, { at, celsius }: ProbeMoment): number {
    const coldest = celsius - this.tolerance;
    const improves = this.probe.mayImprove && moment.at - at <= FRESH && coldest <= moment.core + MOST_LEAD;
    return improves ? coldest : Math.min(coldest, moment.core);
  }

  /** After a reading colder than the model nothing is credited until the next one. */
  private unmeasuredCore({ core }: ModelledMoment): number {
    return this.worsened ? -Infinity : core;
  }

  /** The first reading after a time without: it confirms what the model credited in that time, or takes it back. */
  private confirm(moment: ModelledMoment, reading: ProbeMoment, core: number): void {
    const since = this.tallies.confirm(!contradicts(moment, reading));
    if (!contradicts(moment, reading) || !mayGrow(core, 0) || mayGrow(moment.core, 0)) return;
    const unknown = since === undefined ? moment.inWater - moment.growing : moment.at - since;
    this.growth += Math.max(0, unknown);
  }

  private credit(before: Before, moment: ModelledMoment, core: number): void {
    const passed = moment.at - before.at;
    if (passed > LONGEST_GAP) return;
    const model = Math.min(before.model, moment.core);
    const measured = Math.min(before.core, core);
    const counted = this.probe.mayImprove ? measured : Math.min(measured, model);
    this.tallies.add(counted, model, moment.water, passed / 1000);
    if (counted > -Infinity && mayGrow(counted, 0) && !mayGrow(moment.core, 0) && !mayGrow(before.model, 0))
      this.growth += passed;
  }

  /** In seconds: what the model still needs and what it is short of; of a worsened core, if it stays as it is. */
  private missing(report: MonitorReport): number {
    const { before, latest } = this;
    if (before === undefined || latest?.allowed !== true) return Infinity;
    const { water } = latest;
    return this.present === 'worsens'
      ? this.tallies.secondsLeft(before.core, water)
      : report.missing + this.tallies.secondsShort(before.core, water);
  }
}

const contradicts = ({ core }: ModelledMoment, { celsius }: ProbeMoment): boolean =>
  celsius < core - CONTRADICTS;

function effectOf(moment: ModelledMoment, { celsius }: ProbeMoment, core: number): ProbeEffect {
  if (celsius <= moment.core - NOTABLE) return 'worsens';
  return core > moment.core ? 'improves' : 'confirms';
}
