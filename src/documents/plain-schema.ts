import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';

export type Schema = SchemaObject | ReferenceObject;
/** Schemas by the name that references give them. */
export type NamedSchemas = Readonly<Record<string, Schema>>;

/** A schema in the few words that every importer understands: no reference, no choice, no null. */
export interface PlainSchema {
  readonly type: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: PlainSchema;
  readonly properties?: Readonly<Record<string, PlainSchema>>;
  readonly required?: readonly string[];
}

const PREFIX = '#/components/schemas/';

/**
 * Writes a schema out. A schema that may also be null is written as what it is otherwise; what may be of several types has no
 * plain form and is left out, with the property that holds it.
 * @throws TypeError when a reference leads nowhere
 */
export function plainSchema(schema: Schema, named: NamedSchemas): PlainSchema | undefined {
  const whole = resolved(schema, named);
  const types = [whole?.type ?? []].flat().filter((type) => type !== 'null');
  const [type] = types;
  if (whole === undefined || type === undefined || types.length > 1) return undefined;
  const { description, maxLength, pattern } = whole;
  return {
    type,
    ...(description !== undefined && { description }),
    ...(whole.enum && { enum: whole.enum.filter((value) => value !== null) }),
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern !== undefined && { pattern }),
    ...(type === 'array' && itemsOf(whole, named)),
    ...(type === 'object' && propertiesOf(whole, named)),
  };
}

function itemsOf({ items }: SchemaObject, named: NamedSchemas): Pick<PlainSchema, 'items'> {
  const plain = items && plainSchema(items, named);
  return plain ? { items: plain } : {};
}

/** An object always lists its properties, also where there are none. */
function propertiesOf(
  { properties = {}, required = [] }: SchemaObject,
  named: NamedSchemas,
): Pick<PlainSchema, 'properties' | 'required'> {
  const plain = Object.entries(properties).flatMap(([name, property]) => {
    const written = plainSchema(property, named);
    return written ? [[name, written] as const] : [];
  });
  const known = new Set(plain.map(([name]) => name));
  const needed = required.filter((name) => known.has(name));
  return { properties: Object.fromEntries(plain), ...(needed.length > 0 && { required: needed }) };
}

/** Follows references and takes the parts of a combined schema together; undefined where it leaves a choice. */
function resolved(schema: Schema, named: NamedSchemas): SchemaObject | undefined {
  if ('$ref' in schema) {
    const { $ref, ...own } = schema;
    const target = named[$ref.replace(PREFIX, '')];
    if (!target) throw new TypeError(`There is no schema ${$ref}`);
    return merged([target, own], named);
  }
  const { allOf = [], oneOf = [], anyOf = [], ...own } = schema;
  const choices = [...oneOf, ...anyOf].filter((choice) => !isNull(choice));
  if (choices.length > 1) return undefined;
  const parts = [...allOf, ...choices];
  return parts.length === 0 ? own : merged([...parts, own], named);
}

/** The later parts speak more closely of the place, so their words win. */
function merged(parts: readonly Schema[], named: NamedSchemas): SchemaObject | undefined {
  const whole = parts.map((part) => resolved(part, named));
  return whole.includes(undefined) ? undefined : (Object.assign({}, ...whole) as SchemaObject);
}

const isNull = (schema: Schema): boolean => 'type' in schema && schema.type === 'null';

/** The same without the list of required properties: a reader of a response sees what it holds. */
export function withoutRequired({
  required: _required,
  items,
  properties,
  ...rest
}: PlainSchema): PlainSchema {
  const inner = Object.entries(properties ?? {}).map(
    ([name, schema]) => [name, withoutRequired(schema)] as const,
  );
  return {
    ...rest,
    ...(items && { items: withoutRequired(items) }),
    ...(properties && { properties: Object.fromEntries(inner) }),
  };
}

/** More values than this are a list of their own, which another operation returns. */
const MOST_VALUES = 12;

/** The same without long lists of values, of which an assistant reads but one at a time. */
export function withoutLongLists({ enum: values, items, properties, ...rest }: PlainSchema): PlainSchema {
  const inner = Object.entries(properties ?? {}).map(
    ([name, schema]) => [name, withoutLongLists(schema)] as const,
  );
  return {
    ...rest,
    ...(values && values.length <= MOST_VALUES && { enum: values }),
    ...(items && { items: withoutLongLists(items) }),
    ...(properties && { properties: Object.fromEntries(inner) }),
  };
}

/**
 * The same with so many objects inside each other written out; deeper ones keep their description only.
 * Lists do not count.
 */
export function downTo(depth: number, { items, properties, ...rest }: PlainSchema): PlainSchema {
  const inner = depth === 0 ? [] : Object.entries(properties ?? {});
  const shallow = inner.map(([name, schema]) => [name, downTo(depth - 1, schema)] as const);
  return {
    ...rest,
    ...(items && { items: downTo(depth, items) }),
    ...(properties && { properties: Object.fromEntries(shallow) }),
  };
}
