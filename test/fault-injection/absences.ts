import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Chance } from './chance.js';
import type { FaultHarness } from './fault-harness.js';

/** A time in which the cloud is away. */
export interface Absence {
  /** How many clients connected meanwhile. */
  readonly attempts: number;
  /** Lets the cloud come back. */
  end(): Promise<void>;
}

/** Ways for a cloud to be away that say nothing about the token. */
export const ABSENCES: readonly ((harness: FaultHarness, chance: Chance) => Promise<Absence>)[] = [
  upgradesRefused,
  connectionsReset,
];

async function upgradesRefused({ cloud }: FaultHarness, chance: Chance): Promise<Absence> {
  const before = cloud.admission.attempts;
  cloud.admission.refuseUpgrades(chance.pick([429, 500, 502, 503, 504]));
  cloud.connections.drop();
  return {
    get attempts() {
      return cloud.admission.attempts - before;
    },
    end: async () => cloud.admission.welcomeArrivals(),
  };
}

/** A server listens at its port and closes every connection. */
async function connectionsReset({ cloud }: FaultHarness): Promise<Absence> {
  let attempts = 0;
  await cloud.goAway();
  const server = createServer((socket) => {
    attempts += 1;
    socket.destroy();
  });
  server.listen(Number(new URL(cloud.url).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    get attempts() {
      return attempts;
    },
    end: async () => {
      server.close();
      await once(server, 'close');
      await cloud.comeBack();
    },
  };
}
