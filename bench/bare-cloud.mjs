import { randomUUID } from 'node:crypto';
import { URLSearchParams } from 'node:url';
import WebSocket from 'ws';

/** Milliseconds until a command is acknowledged and shown in the state. */
const RESPONSE_TIMEOUT = 10_000;
/** Two setpoints this close, in °C, are the same. */
const SAME = 0.1;

/** The bare server's line to the cloud: the newest state of every cooker, and commands that wait to be seen. */
export class BareCloud {
  cookers = new Map();
  responses = new Map();
  watchers = new Map();

  constructor(address, token) {
    const query = new URLSearchParams({ token, supportedAccessories: 'APC' });
    this.socket = new WebSocket(`${address}/?${query}`);
    this.socket.on('message', (data) => this.hear(JSON.parse(data.toString())));
  }

  /** Resolves with the cooker once the cloud said yes and its state shows the cook. */
  start(cooker, target, minutes) {
    const fields = { targetTemperature: target, unit: 'C', timer: minutes * 60 };
    const shows = ({ state, nodes }) =>
      state.mode === 'cook' && Math.abs(nodes.waterTemperatureSensor.setpoint.celsius - target) <= SAME;
    return this.command('CMD_APC_START', cooker, fields, shows);
  }

  /** Resolves with the cooker once the cloud said yes and its state is idle. */
  stop(cooker) {
    return this.command('CMD_APC_STOP', cooker, {}, ({ state }) => state.mode === 'idle');
  }

  async command(command, { id, type }, fields, shows) {
    const requestId = randomUUID();
    const done = new Promise((resolve, reject) => {
      const timeout = setTimeout(() => reject(new Error(`No response to ${command}`)), RESPONSE_TIMEOUT);
      const seen = new Promise((show) => this.watchers.set(id, { shows, show }));
      const responded = new Promise((resolve) => this.responses.set(requestId, resolve));
      Promise.all([seen, responded]).then(([cooker]) => {
        clearTimeout(timeout);
        resolve(cooker);
      });
    });
    this.socket.send(JSON.stringify({ command, requestId, payload: { cookerId: id, type, ...fields } }));
    return done;
  }

  hear({ command, requestId, payload }) {
    if (command === 'EVENT_APC_WIFI_LIST') this.list(payload);
    else if (command === 'EVENT_APC_STATE') this.see(payload);
    else if (command === 'RESPONSE' && payload.status === 'ok') this.response(requestId);
  }

  list(entries) {
    for (const { cookerId: id, type, name } of entries) this.cookers.set(id, { id, type, name });
  }

  see({ cookerId, state }) {
    const cooker = this.cookers.get(cookerId);
    if (cooker === undefined) return;
    // A state is never changed in place, since readers keep it.
    const seen = { ...cooker, state, seenAt: performance.now() };
    this.cookers.set(cookerId, seen);
    const watcher = this.watchers.get(cookerId);
    if (!watcher?.shows(state)) return;
    this.watchers.delete(cookerId);
    watcher.show(seen);
  }

  response(requestId) {
    this.responses.get(requestId)?.();
    this.responses.delete(requestId);
  }
}
