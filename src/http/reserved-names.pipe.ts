import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { unknownFields } from './validation-errors.js';

/**
 * Refuses fields that are named like something that every object, or the class of the body, has anyway: `toPlan`,
 * `constructor`, `__proto__`. Validation, which comes next, names every other unknown field, but it never sees these:
 * Nest and class-transformer drop them without a word.
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

/** The fields of a body are made by its constructor, so whatever the class itself knows by that name is none of them. */
const isMember = (name: string, { prototype }: Type): boolean =>
  name === 'prototype' || name in (prototype as object);
