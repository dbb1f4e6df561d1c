/** What the bench's cloud says: the frames of a third-generation cooker, in the shape that the real ones have. */
const TYPE = 'a7';
const IDLE_TARGET = 60;
const WATER = 21.37;
const FIRMWARE = '03.02.01';

const instant = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

const envelope = (command, payload, requestId) => JSON.stringify({ command, requestId, payload });

/** The account: its cookers, whom it is linked with, and what firmware there is. */
export function greeting(cookers) {
  const listed = cookers.map(({ id, name }) => ({ cookerId: id, type: TYPE, pairedAt: instant(0), name }));
  const versions = cookers.map(({ id }) => ({ cookerId: id, type: TYPE, version: FIRMWARE, ota: null }));
  const subscription = { hasValidSubscription: false, isLegacyAccount: false };
  const user = { isConnectedToAlexa: false, isConnectedToGoogleHome: false };
  return [
    envelope('EVENT_APC_WIFI_LIST', listed),
    envelope('EVENT_USER_STATE', {
      ...user,
      sousVideSubscription: subscription,
      ovenSubscription: subscription,
    }),
    envelope('EVENT_APC_WIFI_VERSION', versions),
  ];
}

/** The cloud's yes to a command. */
export const yes = (requestId) => envelope('RESPONSE', { status: 'ok' }, requestId);

/** A cooker's whole state, about 1.5 KB while it cooks and half of that while it is idle. */
export function stateOf({ id, cook, processed }) {
  const now = Date.now();
  const state = {
    version: 1,
    updatedTimestamp: instant(now),
    metadata: {},
    systemInfo: systemInfo(id, now),
    state: {
      mode: cook ? 'cook' : 'idle',
      temperatureUnit: 'C',
      processedCommandIds: processed,
      resumeAfterPowerInterruption: false,
    },
    nodes: {
      waterTemperatureSensor: {
        enabled: true,
        current: { celsius: WATER },
        setpoint: { celsius: cook?.target ?? IDLE_TARGET },
      },
      timer: { mode: 'idle', initial: cook?.timer ?? 0 },
      lowWater: { warning: false, empty: false },
    },
    ...(cook && { cook: cookOf(cook) }),
  };
  return envelope('EVENT_APC_STATE', { cookerId: id, type: TYPE, state });
}

const systemInfo = (deviceId, now) => ({
  deviceId,
  online: true,
  hardwareVersion: '1.0.0',
  firmwareVersion: FIRMWARE,
  firmwareUpdatedTimestamp: instant(0),
  releaseTrack: 'production',
  lastConnectedTimestamp: instant(now),
  lastDisconnectedTimestamp: instant(0),
  triacsFailed: false,
});

/** A cook begun by a command, while the water is still heating. */
function cookOf({ id, target, timer, startedAt }) {
  const band = { '>=': target - 0.3, '<=': target + 0.3 };
  const entry = { conditions: { and: { 'nodes.waterTemperatureSensor.current.celsius': band } } };
  const sensor = { setpoint: { celsius: target } };
  return {
    cookId: id,
    cookableType: 'manual',
    originSource: 'api',
    startedTimestamp: instant(startedAt),
    activeStageIndex: 0,
    activeStageId: id,
    activeStageMode: 'entering',
    activeStageStartedTimestamp: instant(startedAt),
    stageTransitionPendingUserAction: false,
    stages: [
      {
        id,
        title: 'Stage',
        do: { type: 'cook', waterTemperatureSensor: sensor, timer: { initial: timer, entry } },
        entry,
        exit: { conditions: {} },
      },
    ],
  };
}
