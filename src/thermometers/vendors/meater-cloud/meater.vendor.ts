import { StoredAccount } from '../../accounts/stored-account.js';
import type { ThermometerSource } from '../../thermometer-source.js';
import { KeptToken } from '../kept-token.js';
import { CloudClient } from '../polling/cloud-client.js';
import { CloudSource } from '../polling/cloud-source.js';
import { HttpTransport } from '../polling/http-transport.js';
import type { VendorParts } from '../vendor.js';
import { MEATER_LIMIT, MeaterCloud } from './connection/meater-cloud.js';
import { MeaterAccount } from './meater-account.js';

/** The source of the readings of an account at MEATER. */
export function sourceOf({ environment, clock, sink }: VendorParts): ThermometerSource {
  const transport = new HttpTransport();
  const stored = new StoredAccount(environment, 'meater', clock);
  const signIn = new KeptToken(stored, 'Bearer');
  return new CloudSource({
    vendor: 'meater',
    stored,
    sink,
    clock,
    chance: Math.random,
    follow: ({ present, signal }) => {
      const client = new CloudClient({ network: { transport, clock, signal }, limit: MEATER_LIMIT, signIn });
      const cloud = new MeaterCloud(client, signIn, environment.meaterUrl);
      return new MeaterAccount({ cloud, time: client.time, sink, clock }, present);
    },
  });
}
