import type { Principal } from '../../src/auth/principal.js';
import { USUAL_SCOPES, withImplied } from '../../src/http/scopes.js';

/** A principal with the rights of the key of the settings. */
export const makePrincipal = (changed: Partial<Principal> = {}): Principal => ({
  kind: 'settings',
  id: 'default',
  name: 'default',
  scopes: withImplied(USUAL_SCOPES),
  startPolicy: 'trusted',
  ...changed,
});
