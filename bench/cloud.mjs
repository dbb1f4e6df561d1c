import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { clearInterval, setInterval } from 'node:timers';
import { WebSocketServer } from 'ws';
import { greeting, stateOf, yes } from './messages.mjs';

/** Cookers of every account. Each connection of the load has one for itself, so that starts can go on side by side. */
export const COOKERS = 8;
/** Milliseconds between two states of a cooker, as the real ones push them. */
const PUSH_EVERY = 2_000;
/** Ids of commands that a cooker still lists. */
const LISTED_COMMANDS = 10;

export const cookerId = (index) => `BenchCooker${String(index).padStart(11, '0')}`;

/**
 * Stands in for the vendor's cloud: takes every command, and the cookers do at once, or after `roundTrip` ms, what
 * they are asked to. Each token has an account of its own.
 */
export class Cloud {
  /** Milliseconds that a command takes to be acknowledged and shown in the state. */
  roundTrip = 0;
  /** Whether every cook is ended at the cooker as soon as it has been shown. */
  endsAtOnce = false;
  /** Milliseconds from each START's arrival until the state that shows it had been sent, newest last. */
  took = [];
  /** The cookers of each connected server. */
  accounts = new Map();

  /** @param pushEvery milliseconds between two states of a cooker; 0 for states only when `push` is called */
  static async open(pushEvery = PUSH_EVERY) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return new Cloud(server, pushEvery);
  }

  constructor(server, pushEvery) {
    this.server = server;
    this.pushEvery = pushEvery;
    this.address = `ws://127.0.0.1:${server.address().port}`;
    server.on('connection', (socket, { socket: line }) => this.welcome(socket, line));
  }

  /** How many servers are connected. */
  get connections() {
    return this.server.clients.size;
  }

  close() {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }

  welcome(socket, line) {
    const cookers = Array.from({ length: COOKERS }, (_, index) => newCooker(index));
    const byId = new Map(cookers.map((cooker) => [cooker.id, cooker]));
    const push = () => cookers.forEach((cooker) => socket.send(stateOf(cooker)));
    this.accounts.set(socket, cookers);
    for (const frame of greeting(cookers)) socket.send(frame);
    push();
    const pushing = this.pushEvery > 0 ? setInterval(push, this.pushEvery) : undefined;
    socket.on('close', () => {
      clearInterval(pushing);
      this.accounts.delete(socket);
    });
    socket.on('message', (data) => {
      const arrived = performance.now();
      const command = JSON.parse(data.toString());
      const act = () => {
        // Messages that belong together are sent together, so that a server has them all before the next request.
        line.cork();
        this.act(socket, byId.get(command.payload.cookerId), command);
        line.uncork();
        if (command.command === 'CMD_APC_START') this.took.push(performance.now() - arrived);
      };
      if (this.roundTrip > 0) setTimeout(act, this.roundTrip);
      else act();
    });
  }

  /** Sends the state of one cooker to every connected server. */
  push(index) {
    for (const [socket, cookers] of this.accounts) socket.send(stateOf(cookers[index]));
  }

  act(socket, cooker, { command, requestId, payload }) {
    cooker.cook = command === 'CMD_APC_START' ? newCook(payload) : undefined;
    cooker.processed = [...cooker.processed, requestId].slice(-LISTED_COMMANDS);
    socket.send(yes(requestId));
    socket.send(stateOf(cooker));
    if (!this.endsAtOnce || cooker.cook === undefined) return;
    cooker.cook = undefined;
    socket.send(stateOf(cooker));
  }
}

const newCooker = (index) => ({
  id: cookerId(index),
  name: `Cooker ${index}`,
  cook: undefined,
  processed: [],
});

const newCook = ({ targetTemperature: target, timer }) => ({
  id: randomUUID(),
  target,
  timer,
  startedAt: Date.now(),
});
