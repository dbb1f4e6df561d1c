import type { Cook, Stage } from './cook-engine.js';
import { BAND } from './cook-engine.js';
import type { CookerSnapshot } from './snapshot.js';
import { hundredths, wholeSeconds } from './snapshot.js';

// A cooker showing °F was recorded to give 130 °F (54.44 °C) back as 54.46 in the node and 54.47 in the stage.
const NODE_DRIFT = 0.02;
const STAGE_DRIFT = 0.03;

/** The `state` of a6 to a9: nodes, a stage graph while cooking, ISO instants of whole seconds. */
export function thirdGenerationState(snapshot: CookerSnapshot): object {
  return {
    version: 1,
    updatedTimestamp: stamp(snapshot, snapshot.at),
    metadata: {},
    systemInfo: systemInfo(snapshot),
    state: {
      mode: snapshot.mode,
      temperatureUnit: snapshot.unit,
      processedCommandIds: snapshot.acknowledged,
      resumeAfterPowerInterruption: false,
    },
    nodes: nodes(snapshot),
    ...cookOf(snapshot),
  };
}

/** An instant as this cooker's own clock has it. */
const stamp = ({ skew }: CookerSnapshot, at: number) => wholeSeconds(at + skew);

const nodeSetpoint = ({ setpoint, unit }: CookerSnapshot) =>
  hundredths(unit === 'F' ? setpoint + NODE_DRIFT : setpoint);

function systemInfo(snapshot: CookerSnapshot) {
  return {
    deviceId: snapshot.cooker.id,
    online: snapshot.online,
    hardwareVersion: '1.0.0',
    firmwareVersion: '01.02.03',
    firmwareUpdatedTimestamp: '2025-11-03T04:05:06Z',
    releaseTrack: 'production',
    lastConnectedTimestamp: stamp(snapshot, snapshot.connectedAt),
    lastDisconnectedTimestamp: stamp(snapshot, snapshot.disconnectedAt),
    triacsFailed: !snapshot.heaterWorks,
  };
}

function nodes(snapshot: CookerSnapshot) {
  const { timer, mode, lowWaterWarning, water, probe } = snapshot;
  const { startedAt } = timer;
  const begun = startedAt === undefined ? {} : { startedAtTimestamp: stamp(snapshot, startedAt) };
  const empty = mode === 'lowWater';
  return {
    waterTemperatureSensor: {
      enabled: true,
      current: { celsius: hundredths(water) },
      setpoint: { celsius: nodeSetpoint(snapshot) },
    },
    timer: { mode: timer.mode, initial: timer.initial, ...begun },
    lowWater: { warning: empty || lowWaterWarning, empty },
    ...(probe !== undefined && { probe: { connected: true, current: { celsius: hundredths(probe) } } }),
  };
}

function cookOf(snapshot: CookerSnapshot) {
  const { cook } = snapshot;
  if (!cook) return {};
  return {
    cook: {
      cookId: cook.id,
      // A cook that was begun with the buttons was recorded without it.
      ...(cook.origin !== 'hardware' && { cookableType: cook.kind }),
      originSource: cook.origin,
      startedTimestamp: stamp(snapshot, cook.startedAt),
      activeStageIndex: cook.stageIndex,
      activeStageMode: cook.phase,
      activeStageStartedTimestamp: stamp(snapshot, cook.stageStartedAt),
      stageTransitionPendingUserAction: cook.waitsForPerson,
      ...stagesOf(snapshot, cook),
    },
  };
}

/** An ice bath was never recorded: its stages, which are optional, are left out. */
function stagesOf(snapshot: CookerSnapshot, { stages, stageIndex, origin }: Cook) {
  const active = stages[stageIndex];
  if (!active) return {};
  return {
    activeStageId: active.id,
    stages: stages.map((one) => stage(snapshot, one, origin === 'hardware' ? 0 : one.seconds)),
  };
}

/** @param timer seconds; 0 for a cook that was begun with the buttons, even with a timer */
function stage({ unit }: CookerSnapshot, { id, target }: Stage, timer: number) {
  const celsius = hundredths(unit === 'F' ? target + STAGE_DRIFT : target);
  const band = { '>=': hundredths(celsius - BAND), '<=': hundredths(celsius + BAND) };
  const entry = { conditions: { and: { 'nodes.waterTemperatureSensor.current.celsius': band } } };
  return {
    id,
    title: 'Simulated stage',
    do: {
      type: 'cook',
      waterTemperatureSensor: { setpoint: { celsius } },
      timer: { initial: timer, entry },
    },
    entry,
    exit: { conditions: {} },
  };
}
