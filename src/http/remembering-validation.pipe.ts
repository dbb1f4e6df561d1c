import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';

/**
 * Validation that remembers what a good query came to, for as long as `rememberedQueries` remembers the query: to
 * validate it anew would take a tenth of the call. What is given is frozen, since several calls share it. Bodies are
 * not remembered: each is a wish of its own.
 */
export class RememberingValidationPipe extends ValidationPipe {
  /** By the query, and then by the class that it was read into. */
  private readonly known = new WeakMap<object, Map<unknown, unknown>>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || metatype === undefined || !Object.isFrozen(value))
      return super.transform(value, metadata) as Promise<unknown>;
    const known = this.knownOf(value as object);
    if (known.has(metatype)) return known.get(metatype);
    const query: unknown = Object.freeze(await super.transform(value, metadata));
    known.set(metatype, query);
    return query;
  }

  private knownOf(query: object): Map<unknown, unknown> {
    const known = this.known.get(query) ?? new Map<unknown, unknown>();
    this.known.set(query, known);
    return known;
  }
}
