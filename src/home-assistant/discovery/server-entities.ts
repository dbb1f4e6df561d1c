import { ALERT_ENTITIES, DIAGNOSTIC, flag, type Entity } from './entity.js';

/** The entities of the server itself. Its alerts are those of everything. */
export const SERVER_ENTITIES: readonly Entity[] = [
  flag('cloud', "Connection to the cookers' cloud", 'connectivity', DIAGNOSTIC),
  ...ALERT_ENTITIES,
];
