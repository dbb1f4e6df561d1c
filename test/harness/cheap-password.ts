import type { ScryptCost } from '../../src/auth/owner/password-hash.js';

/** As cheap as scrypt can be, so that tests do not consist of hashing. */
export const CHEAP_PASSWORD: ScryptCost = { N: 2, r: 1, p: 1 };
