import { visibleName, withoutInvisible } from '../shared/printable.js';
import type { ClosedSchema } from './closed-schema.js';
import { inToolNames } from './tool-names.js';

/** Copies a value, or a part of it; returns the value itself where nothing changes. */
type Copy = (value: unknown) => unknown;

/** Fields that hold a name which somebody else chose. */
const NAMES: ReadonlySet<string> = new Set(['name', 'device_name', 'food_type', 'principal', 'rule_name']);

/** A text without invisible characters, which names tools in place of routes. */
const textForTools = (value: string): string => inToolNames(withoutInvisible(value));

const unchanged: Copy = (value) => value;
const text: Copy = (value) => (typeof value === 'string' ? textForTools(value) : value);
const name: Copy = (value) => (typeof value === 'string' ? visibleName(value) : value);

/**
 * Makes the function that copies a result for a client: only the fields of its schema, since clients refuse a result
 * with others, and texts without invisible characters and routes. It is made once for each operation. Most results have
 * nothing to change: they are plain objects, returned as they are, since copies were a tenth of the time of a call.
 */
export function copierOf(schema: ClosedSchema, field?: string): Copy {
  if (schema.properties !== undefined) return objectCopier(schema.properties);
  if (schema.items !== undefined) return listCopier(copierOf(schema.items, field));
  if (field !== undefined && NAMES.has(field)) return name;
  const types = [schema.type ?? 'string'].flat();
  return types.includes('string') && schema.enum === undefined ? text : unchanged;
}

function objectCopier(properties: Readonly<Record<string, ClosedSchema>>): Copy {
  const copiers = new Map(
    Object.entries(properties).map(([field, schema]) => [field, copierOf(schema, field)] as const),
  );
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const held = value as Readonly<Record<string, unknown>>;
    let copy: Record<string, unknown> | undefined;
    for (const field in held) {
      const copyOf = copiers.get(field);
      const shown = copyOf?.(held[field]);
      if (copyOf !== undefined && shown === held[field]) continue;
      copy ??= { ...held };
      if (copyOf === undefined) delete copy[field];
      else copy[field] = shown;
    }
    return copy ?? value;
  };
}

const listCopier =
  (copyOf: Copy): Copy =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const held: readonly unknown[] = value;
    const shown = held.map(copyOf);
    return shown.every((item, index) => item === held[index]) ? held : shown;
  };

/** Copies an error for a client: it has no schema of its own, since each error has other details. */
export function shownError(value: unknown, field?: string): unknown {
  if (typeof value === 'string')
    return field !== undefined && NAMES.has(field) ? visibleName(value) : textForTools(value);
  if (Array.isArray(value)) return value.map((item) => shownError(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shownError(held, key)]));
}
