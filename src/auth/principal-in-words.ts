import { nameInSentence } from '../shared/printable.js';
import { SETTINGS_KEY } from './named-key.js';

/** How the id of a client of OAuth begins. */
const CLIENT = 'oauth:';
/** How the id of a key begins whose name is the id of another principal. */
const KEY = 'key:';

/** A principal in a sentence, by its id. The key of the settings has no name of its own. */
export function principalInSentence(id: string): string | undefined {
  if (id === SETTINGS_KEY) return undefined;
  if (id === 'owner') return 'the owner';
  if (id === 'cli') return 'the owner, on the machine';
  if (id === 'home-assistant') return 'Home Assistant';
  if (id.startsWith(CLIENT)) return 'a connected client';
  return nameInSentence(keyOf(id));
}

/** A principal in a line of the log or the journal, by its id, so that its other lines can be found. */
export function principalInLine(id: string): string {
  if (id.startsWith(CLIENT)) return `client ${id}`;
  return id === 'owner' || id === 'home-assistant' ? id : `key ${keyOf(id)}`;
}

const keyOf = (id: string): string => (id.startsWith(KEY) ? id.slice(KEY.length) : id);
