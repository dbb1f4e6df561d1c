import type { AssistantOperation } from './operation.js';
import { OPERATIONS } from './operations.js';

/** A name that texts have for an operation, and the tool of that operation. */
type Named = readonly [name: string, tool: string];

/** The names of an operation in texts about the HTTP API: its route, and its path alone. */
const namesOf = ({ route, tool }: AssistantOperation): readonly Named[] => [
  [route, tool],
  [route.slice(route.indexOf(' ') + 1), tool],
];

/**
 * Makes the function that puts the names of tools in place of routes, since a client of tools knows no route. A parameter
 * of a path may be filled in. The path of a URL is not a route.
 * @param more further names of operations
 */
export function toolNamer(
  operations: readonly AssistantOperation[],
  more: readonly Named[] = [],
): (text: string) => string {
  // The longest first: the path of a list begins that of its items.
  const known = [...operations.flatMap(namesOf), ...more].toSorted(
    ([one], [other]) => other.length - one.length,
  );
  const pattern = new RegExp(
    String.raw`(?<![\w./:-])(?:${known.map(([name]) => `(${patternOf(name)})`).join('|')})(?![\w/-])`,
    'g',
  );
  return (text) =>
    text.replaceAll(pattern, (_name, ...groups: unknown[]) => {
      const index = groups.slice(0, known.length).findIndex((group) => group !== undefined);
      return known[index]![1];
    });
}

const patternOf = (name: string): string => name.replaceAll(/\{\w+\}/g, String.raw`(?:\{\w+\}|[\w-]+)`);

const renamed = toolNamer(OPERATIONS);
/** A text without a space is an id or an address. */
const isSentence = (text: string): boolean => text.includes('/') && text.includes(' ');

/** A sentence of the HTTP API as clients of tools read it: with the names of tools in place of routes. */
export const inToolNames = (text: string): string => (isSentence(text) ? renamed(text) : text);
