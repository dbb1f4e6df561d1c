import type { Cook } from './cook-engine.js';
import type { CookerSnapshot, StageNames } from './snapshot.js';
import { hundredths, secondsShown } from './snapshot.js';

/** The `state` of an a3: flat, camelCase, temperatures in the unit it displays. */
export function firstGenerationState(snapshot: CookerSnapshot): object {
  const { water, setpoint, timer, cook, online, processed, mode } = snapshot;
  return {
    firmwareVersion: 'ver 5.5.2',
    isConnected: online,
    isCooking: cook?.kind === 'manual',
    isTimerRunning: timer.mode === 'running',
    isSpeakerOn: true,
    isAlarmActive: mode !== 'idle' && mode !== 'cook',
    isKeepingWarm: cook !== undefined && timer.mode === 'completed',
    isCheckingTemperatureForIceBath: false,
    isMonitoringIcebath: cook?.kind === 'ice-bath',
    currentTemperature: shown(snapshot, water),
    targetTemperature: shown(snapshot, setpoint),
    timerInSeconds: secondsShown(snapshot),
    unit: unitOf(snapshot),
    currentJobID: processed.at(-1) ?? '',
    ...(cook && { currentJob: jobOf(snapshot, cook) }),
  };
}

const unitOf = ({ unit }: CookerSnapshot) => unit.toLowerCase();

const shown = ({ unit }: CookerSnapshot, celsius: number) =>
  hundredths(unit === 'F' ? (celsius * 9) / 5 + 32 : celsius);

function jobOf(snapshot: CookerSnapshot, cook: Cook) {
  return {
    jobType: 'manual_cook',
    jobStage: stageOf(snapshot, cook),
    targetTemperature: shown(snapshot, snapshot.setpoint),
    timerLength: snapshot.timer.initial,
    tempUnit: unitOf(snapshot),
    // Of an ice bath; recorded with every job.
    thresholdTemperature: 40,
    thresholdTemperatureUnit: 'f',
  };
}

const STAGES: Record<StageNames, Record<'entering' | 'running' | 'over', string>> = {
  recorded: { entering: 'heating', running: 'cooking', over: 'keeping_warm' },
  documented: { entering: 'preheating', running: 'cooking', over: 'maintaining' },
};

const stageOf = ({ timer, stageNames }: CookerSnapshot, { phase }: Cook): string =>
  STAGES[stageNames][timer.mode === 'completed' ? 'over' : phase];
