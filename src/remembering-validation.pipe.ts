import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';

/** How many queries are kept of one route. */
const MOST_REMEMBERED = 100;

/**
 * Validation that remembers what a good query came to. The same words always mean the same, and who watches a cook
 * asks the same a thousand times; validating it anew would take a tenth of the call. What is given is frozen, since
 * several calls share it. Bodies are not remembered: each is a wish of its own.
 */
export class RememberingValidationPipe extends ValidationPipe {
  private readonly queries = new WeakMap<object, Map<string, unknown>>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || metatype === undefined)
      return super.transform(value, metadata) as Promise<unknown>;
    const known = this.queriesOf(metatype);
    const key = JSON.stringify(value);
    if (known.has(key)) return known.get(key);
    const query: unknown = Object.freeze(await super.transform(value, metadata));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, query);
    return query;
  }

  private queriesOf(metatype: object): Map<string, unknown> {
    const known = this.queries.get(metatype) ?? new Map<string, unknown>();
    this.queries.set(metatype, known);
    return known;
  }
}
