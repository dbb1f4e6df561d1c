import type { SignIn } from '../../accounts/sign-in.js';
import { KeptToken } from '../kept-token.js';
import { CloudClient } from '../polling/cloud-client.js';
import { MEATER_LIMIT, MeaterCloud, signInToMeater } from './connection/meater-cloud.js';
import { nameOf } from './meater-facts.js';

/** Signs in to MEATER's cloud with a password, which is used for this one request. */
export const signIn: SignIn = async ({ name, password, environment, network }) => {
  const token = await signInToMeater({ name, password }, network, environment.meaterUrl);
  const kept = new KeptToken({ account: { token } }, 'Bearer');
  const client = new CloudClient({ network, limit: MEATER_LIMIT, signIn: kept });
  const { probes } = await new MeaterCloud(client, kept, environment.meaterUrl).probes();
  return { token, found: probes.map(nameOf) };
};
