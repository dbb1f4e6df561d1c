import type { SignIn } from '../../accounts/sign-in.js';
import { CloudError } from '../polling/cloud-error.js';
import { ThermoworksAddresses, APP_HEADERS } from './connection/thermoworks-addresses.js';
import { throwRefusal } from './connection/thermoworks-session.js';
import { decodeDevice } from './protocol/device.js';
import { decodeSignIn } from './protocol/sign-in.js';
import { connectTo } from './thermoworks-source.js';

/** Signs in to ThermoWorks' cloud with a password, which is used for this one request. */
export const signIn: SignIn = async ({ name, password, environment, network }) => {
  const addresses = new ThermoworksAddresses(environment.thermoworksUrl);
  let token: string | undefined;
  const tokens = {
    get token() {
      return token;
    },
    rotate: (to: string) => ((token = to), true),
  };
  const { client, session, cloud } = connectTo({ network, addresses, tokens });
  const body = { email: name, password, returnSecureToken: true };
  const response = await client
    .unsigned({ url: addresses.signIn, headers: APP_HEADERS, body })
    .catch(throwRefusal);
  const signedIn = decodeSignIn(response);
  if (signedIn === undefined) throw new CloudError('unreadable', 'a sign-in of an unknown form');
  token = signedIn.refreshToken;
  session.begin(signedIn);
  const devices = (await cloud.devices()).map(decodeDevice).filter((device) => device !== undefined);
  return { token, found: devices.map(({ label, model }) => label ?? model) };
};
