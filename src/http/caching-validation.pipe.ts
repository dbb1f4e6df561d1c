import { ValidationPipe, type ArgumentMetadata, type Type, type PipeTransform } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { unknownFields } from './validation-errors.js';

/**
 * Refuses fields with the name of a member of every object, or of the class of the body: `toPlan`, `constructor`,
 * `__proto__`. Validation, which runs next, refuses every other unknown field, but never sees these: Nest and
 * class-transformer drop them silently.
 */
export class ReservedNamesPipe implements PipeTransform {
  /** @throws InvalidRequestError naming the fields */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (metatype === undefined || (type !== 'body' && type !== 'query')) return value;
    const lost = Object.keys(value ?? {}).filter((name) => isMember(name, metatype));
    if (lost.length > 0) throw unknownFields(lost);
    return value;
  }
}

/** Fields are set by the constructor, so a name that the prototype has already is not a field. */
const isMember = (name: string, { prototype }: Type): boolean =>
  name === 'prototype' || name in (prototype as object);

/** Valid queries that are kept for each class; a household asks about a handful of cookers and cooks. */
const KEPT_QUERIES = 100;
/** The longest query that is kept, in characters of JSON, so that a client cannot fill the memory. */
const LONGEST_KEPT = 256;

/**
 * Nest's validation with a cache of valid queries: clients that watch a cook repeat one query thousands of times, and
 * its validation takes a sixth of `GET /status`. The same query gives the same frozen object, since requests share it.
 * Bodies and invalid queries are validated every time.
 */
export class CachingValidationPipe extends ValidationPipe {
  private readonly validQueries = new Map<Type, LRUCache<string, object>>();

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || metatype === undefined) return this.validated(value, metadata);
    const key = JSON.stringify(value) ?? '';
    if (key.length > LONGEST_KEPT) return this.validated(value, metadata);
    const kept = this.queriesOf(metatype);
    const query = kept.get(key);
    return query === undefined ? this.keep(value, metadata, kept, key) : Promise.resolve(query);
  }

  private validated(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return super.transform(value, metadata) as Promise<unknown>;
  }

  private async keep(
    value: unknown,
    metadata: ArgumentMetadata,
    kept: LRUCache<string, object>,
    key: string,
  ): Promise<unknown> {
    const query: unknown = await this.validated(value, metadata);
    if (typeof query === 'object' && query !== null) kept.set(key, Object.freeze(query));
    return query;
  }

  private queriesOf(metatype: Type): LRUCache<string, object> {
    const known = this.validQueries.get(metatype);
    if (known !== undefined) return known;
    const made = new LRUCache<string, object>({ max: KEPT_QUERIES });
    this.validQueries.set(metatype, made);
    return made;
  }
}
