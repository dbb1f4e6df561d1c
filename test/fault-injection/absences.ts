import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Chance } from './chance.js';
import type { Stage } from './fault-harness.js';

/** A time in which the cloud is away. */
export interface Absence {
  /** How often somebody dialled meanwhile. */
  readonly attempts: number;
  /** Lets the cloud come back. */
  end(): Promise<void>;
}

/** Ways for a cloud to be away that say nothing about the token. */
export const ABSENCES: readonly ((stage: Stage, chance: Chance) => Promise<Absence>)[] = [
  upgradesRefused,
  connectionsReset,
];

async function upgradesRefused({ cloud }: Stage, chance: Chance): Promise<Absence> {
  const before = cloud.gate.attempts;
  cloud.gate.refuseUpgrades(chance.pick([429, 500, 502, 503, 504]));
  cloud.lines.drop();
  return {
    get attempts() {
      return cloud.gate.attempts - before;
    },
    end: async () => cloud.gate.welcomeArrivals(),
  };
}

/** Something listens at its port and hangs up on everybody. */
async function connectionsReset({ cloud }: Stage): Promise<Absence> {
  let attempts = 0;
  await cloud.goAway();
  const door = createServer((socket) => {
    attempts += 1;
    socket.destroy();
  });
  door.listen(Number(new URL(cloud.url).port), '127.0.0.1');
  await once(door, 'listening');
  return {
    get attempts() {
      return attempts;
    },
    end: async () => {
      door.close();
      await once(door, 'close');
      await cloud.comeBack();
    },
  };
}
