import { COOKERS, cookerId } from './cloud.mjs';
import { callOf } from './load.mjs';
import { KEY } from './servers.mjs';

/** No plan of those that the server judges by itself when it opens. */
const SAFE = 66;
const UNSAFE = 50;

const cookers = Array.from({ length: COOKERS }, (_, index) => cookerId(index));

const start = (id, target, expects) => {
  const body = { temperature_celsius: target, time_minutes: 90, food_type: 'chicken', device_id: id };
  return { call: callOf('POST', '/start-cook', KEY, { body, anyone: true }), expects };
};

/** For each connection of the load, what it repeats. */
const forEach = (stepsOf) => {
  const steps = cookers.map(stepsOf);
  return (connection) => steps[connection];
};

const health = { call: callOf('GET', '/health', KEY), expects: 200 };
const status = (id) => ({ call: callOf('GET', `/status?device_id=${id}`, KEY), expects: 200 });
const stop = (id) => ({ call: callOf('POST', '/stop-cook', KEY, { body: { device_id: id } }), expects: 200 });

export const healthCalls = forEach(() => [health]);
export const statusCalls = forEach((id) => [status(id)]);
export const startCalls = forEach((id) => [start(id, SAFE, 200)]);
export const stopCalls = forEach((id) => [stop(id)]);
export const startAndStopCalls = forEach((id) => [start(id, SAFE, 200), stop(id)]);
export const busyCalls = forEach((id) => [start(id, SAFE + 1, 409)]);
export const unsafeCalls = forEach((id) => [start(id, UNSAFE, 400)]);
export const mixedCalls = forEach((id) => [health, status(id), start(id, SAFE, 200)]);
