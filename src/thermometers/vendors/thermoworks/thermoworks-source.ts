import type { Environment } from '../../../config/environment.js';
import type { Clock } from '../../../shared/clock.js';
import type { Chance } from '../../../shared/retry-delays.js';
import { StoredAccount } from '../../accounts/stored-account.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import type { ThermometerSource } from '../../thermometer-source.js';
import { CloudClient, type CloudSignIn } from '../polling/cloud-client.js';
import { CloudSource } from '../polling/cloud-source.js';
import { HttpTransport } from '../polling/http-transport.js';
import type { Network } from '../polling/fetch-json.js';
import { ThermoworksAddresses } from './connection/thermoworks-addresses.js';
import { ThermoworksCloud } from './connection/thermoworks-cloud.js';
import { ThermoworksSession, type RefreshTokens } from './connection/thermoworks-session.js';
import { ThermoworksAccount } from './thermoworks-account.js';

/**
 * Requests to the cloud. The vendor publishes no limit, and Firestore has none for reads; this is about what its own app
 * causes with five devices on the screen.
 */
const LIMIT = { burst: 30, perMinute: 60 };

/** What a connection to the cloud needs. */
export interface CloudParts {
  readonly network: Network;
  readonly addresses: ThermoworksAddresses;
  readonly tokens: RefreshTokens;
}

/** The client, the session and the documents of an account. */
export function connectTo({ network, addresses, tokens }: CloudParts) {
  // The client signs with the session, which sends its own requests through the client.
  const signIn: CloudSignIn = {
    headers: () => session.headers(),
    renew: () => session.renew(),
  };
  const client = new CloudClient({ network, limit: LIMIT, signIn });
  const session = new ThermoworksSession({
    tokens,
    addresses,
    clock: network.clock,
    send: (request) => client.unsigned(request),
  });
  return { client, session, cloud: new ThermoworksCloud(client, session, addresses) };
}

interface SourceParts {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly sink: ThermometerSink;
  readonly chance?: Chance;
}

/** The thermometers of an account at ThermoWorks. */
export function thermoworksSource({
  environment,
  clock,
  sink,
  chance = Math.random,
}: SourceParts): ThermometerSource {
  const transport = new HttpTransport();
  const stored = new StoredAccount(environment, 'thermoworks', clock);
  const tokens: RefreshTokens = {
    get token() {
      return stored.account?.token;
    },
    rotate: (to) => stored.rotate(to),
  };
  const addresses = new ThermoworksAddresses(environment.thermoworksUrl);
  return new CloudSource({
    vendor: 'thermoworks',
    stored,
    sink,
    clock,
    chance,
    follow: ({ present, signal }) => {
      const { client, cloud } = connectTo({ network: { transport, clock, signal }, addresses, tokens });
      return new ThermoworksAccount({ cloud, client, sink, clock }, present);
    },
  });
}
