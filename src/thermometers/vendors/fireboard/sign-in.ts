import type { SignIn } from '../../accounts/sign-in.js';
import { KeptToken } from '../kept-token.js';
import { CloudClient } from '../polling/cloud-client.js';
import { FIREBOARD_LIMIT, FireboardCloud, signInToFireboard } from './connection/fireboard-cloud.js';

/** Signs in to FireBoard's cloud with a password, which is used for this one request. */
export const signIn: SignIn = async ({ name, password, environment, network }) => {
  const token = await signInToFireboard({ name, password }, network, environment.fireboardUrl);
  const kept = new KeptToken({ account: { token } }, 'Token');
  const client = new CloudClient({ network, limit: FIREBOARD_LIMIT, signIn: kept });
  const { devices } = await new FireboardCloud(client, kept, environment.fireboardUrl).devices();
  return { token, found: devices.map(({ title, model }) => title ?? model ?? 'FireBoard') };
};
