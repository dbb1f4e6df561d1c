import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
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
