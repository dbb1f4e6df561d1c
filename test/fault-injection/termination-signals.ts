import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SystemClock } from '../../src/shared/clock.js';
import { AnovaCloud } from '../../src/simulator/anova-cloud.js';
import { actedUponLate, respondedLate, obeyed } from '../../src/simulator/behaviours.js';
import { TOKEN } from '../harness/test-app.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan, follows } from './plans.js';
import { eventually, RealServer } from './real-server.js';
import { newFolder, removeFolder } from './temporary-folders.js';

/** A cloud in real time, and a folder for the data of the servers that come and go. */
class RealCloud {
  private constructor(
    readonly cloud: AnovaCloud,
    readonly folder: string,
  ) {}

  static async open(): Promise<RealCloud> {
    const cloud = new AnovaCloud({ clock: new SystemClock(), token: TOKEN, pushEvery: 200 });
    await cloud.listen();
    return new RealCloud(cloud, newFolder());
  }

  commands(name: string): number {
    return this.cloud.received.filter(({ command }) => command === name).length;
  }

  async close(): Promise<void> {
    await this.cloud.close();
    await removeFolder(this.folder);
  }
}

/** The longest that a server takes to end, in milliseconds. */
const LONGEST_END = 10_500;

/** Whether new connections are accepted. */
function isOpen(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function endInMidStart({ cloud, folder }: RealCloud, chance: Chance, count: (name: string) => number) {
  const server = await RealServer.start(cloud.url, folder, TOKEN);
  try {
    await server.ready();
    const plan = anyPlan(chance);
    const delay = chance.whole(500, 4_000);
    cloud.nextCommand(
      chance.happens(0.7) ? actedUponLate(delay) : chance.pick([obeyed, respondedLate(delay)]),
      'CMD_APC_START',
    );
    const asked = server.api.post('/start-cook', plan);
    // It is awaited later, and may fail before.
    asked.catch(() => undefined);
    await eventually('the start is in progress', () => count('CMD_APC_START') === 1);
    await sleep(chance.whole(0, 400));
    const begin = performance.now();
    server.signal('SIGTERM');
    await eventually('new connections are refused', async () => !(await isOpen(server.url)), 2);
    const { status, body } = await asked;
    same('the request in progress', [status, body['verified']], [200, true]);
    same('how it ended', await server.ended, { code: 0, signal: null });
    holds('it ended in time', performance.now() - begin < LONGEST_END, performance.now() - begin);
    const { mode, setpoint, timer } = cloud.cooker.snapshot();
    const truth = { cooking: mode === 'cook', target: setpoint, minutes: timer.initial / 60 };
    holds('the cook goes on', follows(truth, plan), truth);
  } finally {
    await server.kill();
  }
}

export const terminationSignals = fault({
  row: 15,
  name: 'SIGTERM while a start is in progress',
  full: 60,
  small: 3,
  open: () => RealCloud.open(),
  attempt: async (real, chance) => {
    await endInMidStart(real, chance, (name) => real.commands(name));
    same('commands', [real.commands('CMD_APC_START'), real.commands('CMD_APC_STOP')], [1, 0]);
    real.cloud.cooker.stopAtDevice();
    real.cloud.forgetReceived();
  },
});
