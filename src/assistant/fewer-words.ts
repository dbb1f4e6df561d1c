import type { ClosedSchema } from './closed-schema.js';

/** Objects inside each other whose fields are described; the descriptions of deeper ones would only fill the context. */
export const FEWER_WORDS_BELOW = 2;

/** The same schema without the descriptions of deeper fields. Lists do not count as a level. */
export function withFewerWords(
  levels: number,
  { description, items, properties, ...rest }: ClosedSchema,
): ClosedSchema {
  const inner = Object.entries(properties ?? {}).map(
    ([name, schema]) => [name, withFewerWords(levels - 1, schema)] as const,
  );
  return {
    ...rest,
    ...(levels >= 0 && description !== undefined && { description }),
    ...(items && { items: withFewerWords(levels, items) }),
    ...(properties && { properties: Object.fromEntries(inner) }),
  };
}
