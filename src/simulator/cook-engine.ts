import type { TimerReading } from './cook-timer.js';
import { CookTimer } from './cook-timer.js';
import type { SimulatedTime } from './simulated-time.js';
import type { WaterBath } from './water-bath.js';

/** What a third-generation cooker may be stopped by. */
export type FaultMode = 'lowWater' | 'waterLeak' | 'highTemp' | 'motorStuck';
export type CookerMode = 'idle' | 'cook' | FaultMode;
/** Who began a cook, as the wire says it. */
export type Origin = 'api' | 'android' | 'ios' | 'hardware' | 'unknown' | '';

/** What a stage is to do. */
export interface StageRequest {
  /** °C. */
  readonly target: number;
  /** Seconds; 0 for no timer. */
  readonly seconds: number;
}

/** A cook as it was asked for. */
export interface CookRequest extends StageRequest {
  readonly origin: Origin;
  /** Stages that follow, each once the timer before it has run out. */
  readonly then?: readonly StageRequest[];
  /** Whether a person must confirm each of them. */
  readonly confirmed?: boolean;
}

/** A stage of a cook. */
export interface Stage extends StageRequest {
  readonly id: string;
}

/** The running cook. */
export interface Cook {
  readonly id: string;
  /** `ice-bath` heats nothing. */
  readonly kind: 'manual' | 'ice-bath';
  readonly stages: readonly Stage[];
  /** Which stage is on, from 0. */
  readonly stageIndex: number;
  readonly origin: Origin;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The same, of the stage that is on. */
  readonly stageStartedAt: number;
  /** Whether a person must confirm each stage that follows, and whether that is being waited for. */
  readonly confirmed: boolean;
  readonly waitsForPerson: boolean;
  /** `entering` until the water is in the band, then `running` to the end. */
  readonly phase: 'entering' | 'running';
}

/** What the engine shows at one moment. */
export interface EngineReading {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** °C. */
  readonly water: number;
  /** °C; keeps its last value when idle. */
  readonly setpoint: number;
  /** W. */
  readonly power: number;
  readonly heaterWorks: boolean;
  readonly mode: CookerMode;
  readonly timer: TimerReading;
  readonly cook?: Cook;
}

/** °C either side of the setpoint in which the stage is entered and its timer begins; recorded on an a7. */
export const BAND = 0.3;

/**
 * The cooker without its radio: heater, timer and the program that runs them. Nothing in it ticks:
 * reading its state makes it catch up with the simulated time, event by event, so that a leap of hours
 * finds the band reached and the timer completed at their own moments.
 */
export class CookEngine {
  private readonly timer = new CookTimer();
  private mode: CookerMode = 'idle';
  private setpoint = 60;
  private cook: Cook | undefined;
  private at: number;

  constructor(
    private readonly bath: WaterBath,
    private readonly time: SimulatedTime,
    private readonly newId: () => string,
  ) {
    this.at = time.now();
  }

  read(): EngineReading {
    this.catchUp();
    const { at, bath, setpoint, mode, cook } = this;
    const { temperature: water, power, heaterWorks } = bath;
    const shown = mode === 'cook' && cook ? { cook } : {};
    return { at, water, setpoint, power, heaterWorks, mode, timer: this.timer.reading, ...shown };
  }

  /** Begins a cook; one that runs already is replaced. A cooker in a fault does not begin. */
  start({ target, seconds, origin, then = [], confirmed = false }: CookRequest): void {
    this.catchUp();
    if (!this.canStart) return;
    const id = this.newId();
    const stages = [{ target, seconds }, ...then].map((stage) => ({ ...stage, id: this.newId() }));
    this.begin({ ...this.newCook(id, origin), kind: 'manual', stages, confirmed }, 0);
  }

  /** Monitors an ice bath: nothing heats and no timer runs. */
  monitorIceBath(origin: Origin): void {
    this.catchUp();
    if (!this.canStart) return;
    this.leaveCook('cook');
    const cook = this.newCook(this.newId(), origin);
    this.cook = { ...cook, kind: 'ice-bath', stages: [], confirmed: false, phase: 'running' };
  }

  /** A person confirms the next stage; harmless when none waits. */
  confirmStage(): void {
    this.catchUp();
    if (this.cook?.waitsForPerson) this.begin(this.cook, this.cook.stageIndex + 1);
  }

  /** Ends the running cook; harmless when idle. A fault stays a fault. */
  stop(): void {
    this.catchUp();
    this.forgetCook(this.mode === 'cook' ? 'idle' : this.mode);
  }

  /** Sets the setpoint (°C) by a new stage in place of the one that is on. A timer that runs goes on. */
  changeTarget(target: number): void {
    this.catchUp();
    if (this.cook?.kind === 'ice-bath') return;
    this.setpoint = target;
    if (this.mode !== 'cook' || !this.cook) return;
    this.bath.setpoint = target;
    const { stages, stageIndex } = this.cook;
    const changed = { ...stages[stageIndex]!, id: this.newId(), target };
    this.cook = { ...this.cook, stages: stages.with(stageIndex, changed), stageStartedAt: this.at };
  }

  /** Sets the timer (seconds); it begins at once when the band was reached and it did not run yet. */
  changeTimer(seconds: number): void {
    this.catchUp();
    const { mode } = this.timer.reading;
    this.timer.set(seconds);
    if (mode === 'idle' || mode === 'completed') this.restartTimer();
  }

  /** Begins the timer anew, provided that the band was reached. */
  restartTimer(): void {
    this.catchUp();
    this.timer.reset();
    if (this.mode === 'cook' && this.cook?.phase === 'running') this.timer.begin(this.at);
  }

  pauseTimer(): void {
    this.catchUp();
    this.timer.pause(this.at);
  }

  resumeTimer(): void {
    this.catchUp();
    this.timer.resume(this.at);
  }

  /** Stops heating for a fault; the cook waits for `clear`. */
  fail(mode: FaultMode): void {
    this.catchUp();
    this.leaveCook(mode);
  }

  /** Ends a fault: idle again, or the cook anew from its heating when it is to be resumed. */
  clear(resume: boolean): void {
    this.catchUp();
    if (resume && this.cook) this.enter({ ...this.cook, phase: 'entering' });
    else this.forgetCook('idle');
  }

  /** Switches the heater's triacs on or off for good; the program does not notice. */
  setHeaterWorks(works: boolean): void {
    this.catchUp();
    this.bath.heaterWorks = works;
  }

  /** Forgets the cook, as a power cut does. */
  cutPower(): void {
    this.catchUp();
    this.forgetCook('idle');
  }

  /** Makes the water `temperature` °C warm, as a kettle or ice cubes would. */
  setWater(temperature: number): void {
    this.catchUp();
    this.bath.temperature = temperature;
    this.catchUp();
  }

  private get canStart(): boolean {
    return this.mode === 'idle' || this.mode === 'cook';
  }

  private newCook(id: string, origin: Origin) {
    const { at } = this;
    return {
      id,
      origin,
      startedAt: at,
      stageStartedAt: at,
      stageIndex: 0,
      phase: 'entering',
      waitsForPerson: false,
    } as const;
  }

  private begin(cook: Cook, stageIndex: number): void {
    const { target, seconds } = cook.stages[stageIndex]!;
    this.setpoint = target;
    this.timer.set(seconds);
    this.enter({ ...cook, stageIndex, stageStartedAt: this.at, phase: 'entering', waitsForPerson: false });
  }

  private enter(cook: Cook): void {
    this.cook = cook;
    this.mode = 'cook';
    this.timer.reset();
    this.bath.setpoint = this.setpoint;
    this.catchUp();
  }

  private forgetCook(mode: CookerMode): void {
    this.cook = undefined;
    this.leaveCook(mode);
  }

  private leaveCook(mode: CookerMode): void {
    this.mode = mode;
    this.timer.reset();
    this.bath.setpoint = undefined;
  }

  private catchUp(): void {
    const now = this.time.now();
    for (let due = this.nextDue(); due.at <= now; due = this.nextDue()) {
      this.advanceTo(due.at);
      due.happen();
    }
    this.advanceTo(now);
  }

  private advanceTo(at: number): void {
    if (at <= this.at) return;
    this.bath.advance((at - this.at) / 1000);
    this.at = at;
  }

  private nextDue(): { at: number; happen: () => void } {
    if (this.mode === 'cook' && this.cook?.phase === 'entering') {
      const wait = this.bath.secondsUntilWithin(this.setpoint - BAND, this.setpoint + BAND);
      return { at: this.at + wait * 1000, happen: () => this.reachBand() };
    }
    return { at: this.timer.completesAt, happen: () => this.completeTimer() };
  }

  private completeTimer(): void {
    this.timer.complete();
    const { cook } = this;
    if (!cook || cook.stageIndex + 1 >= cook.stages.length) return;
    if (cook.confirmed) this.cook = { ...cook, waitsForPerson: true };
    else this.begin(cook, cook.stageIndex + 1);
  }

  private reachBand(): void {
    if (this.cook) this.cook = { ...this.cook, phase: 'running' };
    this.timer.begin(this.at);
  }
}
