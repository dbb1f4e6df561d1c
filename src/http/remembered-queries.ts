import { parse } from 'node:querystring';

/** How many queries are kept, and how long they may be, so that nobody can fill the memory. */
const MOST_REMEMBERED = 100;
const LONGEST = 256;

/**
 * Reads the queries of addresses as Node does, and remembers what they came to: who watches a cook asks the same a
 * thousand times. What is given is frozen, since several calls share it.
 */
export function rememberedQueries(): (text?: string | null) => object {
  const known = new Map<string, object>();
  return (text) => {
    const key = text ?? '';
    const found = known.get(key);
    if (found !== undefined) return found;
    const query = parse(key);
    for (const value of Object.values(query)) Object.freeze(value);
    if (key.length > LONGEST) return Object.freeze(query);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, Object.freeze(query));
    return query;
  };
}
