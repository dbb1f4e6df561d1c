import type { Message } from './messages.js';

/** An oven on the account; it only has to be listed, and never cooks. */
export interface OvenOptions {
  /** Default `SimulatedOven00`. */
  readonly id?: string;
  /** `oven_v1` or `oven_v2`; default the first. */
  readonly type?: string;
  readonly name?: string;
}

const filled = ({ id = 'SimulatedOven00', type = 'oven_v1', name = 'Simulated oven' }: OvenOptions) => ({
  cookerId: id,
  type,
  name,
});

/** The messages about ovens that a client gets on connecting: the list and one state each; none without ovens. */
export function ovenMessages(ovens: readonly OvenOptions[], now: Date): readonly Message[] {
  if (ovens.length === 0) return [];
  const list = ovens.map((oven) => ({ ...filled(oven), pairedAt: '2025-06-01T09:30:00.250Z' }));
  return [{ command: 'EVENT_APO_WIFI_LIST', payload: list }, ...ovens.map((oven) => ovenState(oven, now))];
}

function ovenState(oven: OvenOptions, now: Date): Message {
  const { cookerId, type } = filled(oven);
  const state = {
    version: 1,
    updatedTimestamp: now.toISOString(),
    state: { mode: 'idle', temperatureUnit: 'C', processedCommandIds: [] },
    nodes: {
      door: { closed: true },
      timer: { mode: 'idle', initial: 0, current: 0 },
      temperatureBulbs: { mode: 'dry', dry: { current: { celsius: 21.5 }, setpoint: { celsius: 180 } } },
      waterTank: { empty: false },
    },
    systemInfo: { online: true, firmwareVersion: '2.2.0', triacsFailed: false },
  };
  return { command: 'EVENT_APO_STATE', payload: { cookerId, type, state } };
}
