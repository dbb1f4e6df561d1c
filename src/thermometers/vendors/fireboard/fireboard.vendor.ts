import { StoredAccount } from '../../accounts/stored-account.js';
import type { ThermometerSource } from '../../thermometer-source.js';
import { KeptToken } from '../kept-token.js';
import { CloudClient } from '../polling/cloud-client.js';
import { CloudSource } from '../polling/cloud-source.js';
import { HttpTransport } from '../polling/http-transport.js';
import type { VendorParts } from '../vendor.js';
import { FIREBOARD_LIMIT, FireboardCloud } from './connection/fireboard-cloud.js';
import { FireboardAccount } from './fireboard-account.js';

/** The source of the readings of an account at FireBoard. */
export function sourceOf({ environment, clock, sink }: VendorParts): ThermometerSource {
  const transport = new HttpTransport();
  const stored = new StoredAccount(environment, 'fireboard', clock);
  const signIn = new KeptToken(stored, 'Token');
  return new CloudSource({
    vendor: 'fireboard',
    stored,
    sink,
    clock,
    chance: Math.random,
    follow: ({ present, signal }) => {
      const client = new CloudClient({
        network: { transport, clock, signal },
        limit: FIREBOARD_LIMIT,
        signIn,
      });
      const cloud = new FireboardCloud(client, signIn, environment.fireboardUrl);
      return new FireboardAccount({ cloud, time: client.time, sink, clock }, present);
    },
  });
}
