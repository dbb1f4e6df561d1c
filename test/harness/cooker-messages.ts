/** Frames as Anova's cloud sends them, made for tests: each names only what its test is about. */

export const frame = (command: string, payload: unknown, requestId?: string): string =>
  JSON.stringify({ command, ...(requestId === undefined ? {} : { requestId }), payload });

export const listFrame = (...cookers: readonly object[]): string => frame('EVENT_APC_WIFI_LIST', cookers);

export const stateFrame = (state: unknown, cookerId = 'cooker-1', type = 'a7'): string =>
  frame('EVENT_APC_STATE', { cookerId, type, state });

export interface ThirdGenerationFacts {
  readonly mode?: unknown;
  readonly stage?: unknown;
  readonly timer?: unknown;
  readonly initial?: unknown;
  readonly startedAt?: unknown;
  readonly water?: unknown;
  readonly target?: unknown;
  readonly empty?: unknown;
  readonly heaterFailed?: unknown;
  readonly online?: unknown;
  readonly origin?: unknown;
  readonly cookId?: unknown;
  readonly cookStartedAt?: unknown;
  readonly updatedAt?: unknown;
  readonly waterWarning?: unknown;
  readonly kind?: unknown;
  readonly pendingUserAction?: unknown;
  readonly stages?: unknown;
  readonly stageIndex?: unknown;
}

/** A state of a6 to a9; what is left out or undefined is not sent. */
export const thirdGeneration = (facts: ThirdGenerationFacts = {}): object => ({
  state: { mode: facts.mode, temperatureUnit: 'C' },
  nodes: {
    waterTemperatureSensor: { current: { celsius: facts.water }, setpoint: { celsius: facts.target } },
    timer: { mode: facts.timer, initial: facts.initial, startedAtTimestamp: facts.startedAt },
    lowWater: { warning: facts.waterWarning, empty: facts.empty },
  },
  systemInfo: { online: facts.online, triacsFailed: facts.heaterFailed },
  updatedTimestamp: facts.updatedAt,
  ...(facts.stage === undefined
    ? {}
    : {
        cook: {
          activeStageMode: facts.stage,
          originSource: facts.origin,
          cookId: facts.cookId,
          startedTimestamp: facts.cookStartedAt,
          cookableType: facts.kind,
          stageTransitionPendingUserAction: facts.pendingUserAction,
          stages: facts.stages,
          activeStageIndex: facts.stageIndex,
        },
      }),
});

export const idle = (facts: ThirdGenerationFacts = {}): object =>
  thirdGeneration({ mode: 'idle', timer: 'idle', ...facts });

export const cooking = (facts: ThirdGenerationFacts = {}): object =>
  thirdGeneration({ mode: 'cook', stage: 'running', timer: 'running', ...facts });

export interface SecondGenerationFacts {
  readonly mode?: unknown;
  readonly state?: unknown;
  readonly length?: unknown;
  readonly remaining?: unknown;
  readonly pins?: object;
  readonly id?: unknown;
}

/** A state of a4, a5 and the Pro, which shows °F and means °C. */
export const secondGeneration = (facts: SecondGenerationFacts = {}): object => ({
  job: {
    id: facts.id,
    mode: facts.mode,
    'cook-time-seconds': facts.length,
    'target-temperature': 58.5,
    'temperature-unit': 'F',
  },
  'job-status': { state: facts.state, 'cook-time-remaining': facts.remaining },
  'pin-info': { 'device-safe': 1, ...facts.pins },
  'temperature-info': { 'water-temperature': 41.25 },
});
