import type { CookerMode, FaultMode, Origin, StageRequest } from './cook-engine.js';
import { ReportingCooker } from './reporting-cooker.js';
import type { DisplayUnit } from './snapshot.js';

/** A cooker in a pot of water: what clients, people and mishaps can do to it. */
export class SimulatedCooker extends ReportingCooker {
  /** °C of the water, as it truly is. */
  get water(): number {
    return this.engine.read().water;
  }

  /** °C; the last one when idle. */
  get target(): number {
    return this.engine.read().setpoint;
  }

  get mode(): CookerMode {
    return this.engine.read().mode;
  }

  // What a client does through the cloud. A cooker that receives nothing does nothing.

  /** Starts by command: `target` in °C, `seconds` of timer (0: none). */
  startByCommand(target: number, seconds: number, commandId: string): void {
    this.obey(commandId, () => this.engine.start({ target, seconds, origin: 'api' }));
  }

  stopByCommand(commandId: string): void {
    this.obey(commandId, () => this.engine.stop());
  }

  changeTargetByCommand(target: number, commandId: string): void {
    this.obey(commandId, () => {
      if (this.engine.read().mode === 'cook') this.engine.changeTarget(target);
    });
  }

  changeTimerByCommand(seconds: number, commandId: string): void {
    this.obey(commandId, () => this.engine.changeTimer(seconds));
  }

  monitorIceBathByCommand(commandId: string): void {
    this.obey(commandId, () => this.engine.monitorIceBath('android'));
  }

  showUnitByCommand(unit: DisplayUnit, commandId: string): void {
    this.obey(commandId, () => {
      this.unit = unit;
    });
  }

  // What people do, at the cooker or in Anova's app.

  /** Someone starts in the app: `target` in °C, `minutes` of timer (0: none). */
  startFromApp(target: number, minutes: number, origin: Origin = 'android'): void {
    this.obey(this.surroundings.newId(), () => this.engine.start({ target, seconds: minutes * 60, origin }));
  }

  /** Someone starts a cook of several stages in the app; with `confirmed`, each one waits for a person. */
  startStagesFromApp([first, ...then]: readonly [StageRequest, ...StageRequest[]], confirmed = false): void {
    this.obey(this.surroundings.newId(), () =>
      this.engine.start({ ...first, origin: 'android', then, confirmed }),
    );
  }

  /** Someone confirms the stage that waits for it. */
  confirmStage(): void {
    this.change(() => this.engine.confirmStage());
  }

  /** Someone has an ice bath monitored, in the app. */
  startIceBath(): void {
    this.obey(this.surroundings.newId(), () => this.engine.monitorIceBath('android'));
  }

  /** Someone starts with the buttons: `target` in °C, `minutes` of timer (0: none). */
  startAtDevice(target: number, minutes: number): void {
    this.change(() => this.engine.start({ target, seconds: minutes * 60, origin: 'hardware' }));
  }

  stopAtDevice(): void {
    this.change(() => this.engine.stop());
  }

  /** Someone sets another temperature (°C); a running timer goes on. */
  changeTarget(target: number): void {
    this.change(() => this.engine.changeTarget(target));
  }

  /** Someone sets another time. */
  changeTimer(minutes: number): void {
    this.change(() => this.engine.changeTimer(minutes * 60));
  }

  restartTimer(): void {
    this.change(() => this.engine.restartTimer());
  }

  pauseTimer(): void {
    this.change(() => this.engine.pauseTimer());
  }

  resumeTimer(): void {
    this.change(() => this.engine.resumeTimer());
  }

  // What goes wrong with the pot and the cooker.

  /** Makes the water `temperature` °C warm. */
  setWater(temperature: number): void {
    this.change(() => this.engine.setWater(temperature));
  }

  /** Stops heating in `mode`, such as `lowWater`; the cook is no longer reported. */
  raiseFault(mode: FaultMode): void {
    this.change(() => this.engine.fail(mode));
  }

  /** Idle again; with `resume`, the interrupted cook begins anew with its heating. */
  clearFault({ resume = false } = {}): void {
    this.lowWaterWarning = false;
    this.change(() => this.engine.clear(resume));
  }

  /** The water is low, but the cook goes on. */
  warnOfLowWater(): void {
    this.change(() => {
      this.lowWaterWarning = true;
    });
  }

  /** The heater's triacs fail: the cook goes on and the water cools. */
  failHeater(): void {
    this.change(() => this.engine.setHeaterWorks(false));
  }

  mendHeater(): void {
    this.change(() => this.engine.setHeaterWorks(true));
  }

  private obey(commandId: string, act: () => void): void {
    if (!this.radio.hears) return;
    this.ids.add(commandId);
    this.change(act);
  }
}
