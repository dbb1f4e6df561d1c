/**
 * What is loaded at the first request of OAuth. It imports no code of this server: the build makes a file of its own of
 * it (scripts/bundle.mjs), in which every class would be another one than in the server.
 */
// Not the index of the package: on Node 20 it writes a warning to the console, although all that is used here works there.
import * as errors from 'oidc-provider/lib/helpers/errors.js';

export { Provider } from 'oidc-provider/lib/provider.js';
export { Check, Prompt } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
/** Where it remembers the request that it handles. */
export { default as requestStorage } from 'oidc-provider/lib/helpers/als.js';
export { errors };
