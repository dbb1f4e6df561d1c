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
      processedCommandIds: snapshot.processed,
      resumeAfterPowerInterruption: false,
    },
    nodes: nodes(snapshot),
    ...cookOf(snapshot),
  };
}

/** An instant as this cooker's own clock has it. */
const stamp = ({ skew }: CookerSnapshot, at: number) => wholeSeconds(at + skew);

const setpointWith = ({ setpoint, unit }: CookerSnapshot, drift: number) =>
  hundredths(unit === 'F' ? setpoint + drift : setpoint);

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
  const { timer, mode, lowWaterWarning, water } = snapshot;
  const { startedAt } = timer;
  const begun = startedAt === undefined ? {} : { startedAtTimestamp: stamp(snapshot, startedAt) };
  const empty = mode === 'lowWater';
  return {
    waterTemperatureSensor: {
      enabled: true,
      current: { celsius: hundredths(water) },
      setpoint: { celsius: setpointWith(snapshot, NODE_DRIFT) },
    },
    timer: { mode: timer.mode, initial: timer.initial, ...begun },
    lowWater: { warning: empty || lowWaterWarning, empty },
  };
}

function cookOf(snapshot: CookerSnapshot) {
  const { cook } = snapshot;
  if (!cook) return {};
  const startedTimestamp = stamp(snapshot, cook.startedAt);
  return {
    cook: {
      cookId: cook.id,
      cookableType: 'manual',
      originSource: cook.origin,
      startedTimestamp,
      activeStageIndex: 0,
      activeStageId: cook.stageId,
      activeStageMode: cook.phase,
      activeStageStartedTimestamp: startedTimestamp,
      stageTransitionPendingUserAction: false,
      stages: [stage(snapshot, cook.stageId)],
    },
  };
}

function stage(snapshot: CookerSnapshot, id: string) {
  const celsius = setpointWith(snapshot, STAGE_DRIFT);
  const band = { '>=': hundredths(celsius - BAND), '<=': hundredths(celsius + BAND) };
  const entry = { conditions: { and: { 'nodes.waterTemperatureSensor.current.celsius': band } } };
  return {
    id,
    title: 'Simulated stage',
    do: {
      type: 'cook',
      waterTemperatureSensor: { setpoint: { celsius } },
      timer: { initial: snapshot.timer.initial, entry },
    },
    entry,
    exit: { conditions: {} },
  };
}
