import { DIAGNOSTIC, flag, type Entity } from './entity.js';

/** The entities of the server itself. */
export const SERVER_ENTITIES: readonly Entity[] = [
  flag('cloud', "Connection to the cookers' cloud", 'connectivity', DIAGNOSTIC),
];
