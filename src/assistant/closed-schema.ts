import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';

type Schema = SchemaObject | ReferenceObject;
/** Schemas by the name that references give them. */
export type NamedSchemas = Readonly<Record<string, Schema>>;

/** A JSON schema in which every object lists its properties and allows no other. */
export interface ClosedSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: ClosedSchema;
  readonly properties?: Readonly<Record<string, ClosedSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

const PREFIX = '#/components/schemas/';
const COPIED = ['description', 'enum', 'minimum', 'maximum', 'minLength', 'maxLength'] as const;

/**
 * Writes a schema of the OpenAPI document out, without references, examples and choices. What may be null keeps both
 * types; what may be of several others has none.
 * @throws TypeError when a reference leads nowhere
 */
export function closedSchema(schema: Schema, named: NamedSchemas): ClosedSchema {
  const { whole, isNullable } = resolved(schema, named);
  const types = [whole.type ?? []].flat();
  const type = isNullable && !types.includes('null') ? [...types, 'null'] : types;
  const copied = COPIED.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]] as const]));
  return {
    ...(types.length > 0 && { type: type.length === 1 ? type[0]! : type }),
    ...(Object.fromEntries(copied) as object),
    ...(types.includes('array') && whole.items !== undefined && { items: closedSchema(whole.items, named) }),
    ...(types.includes('object') && propertiesOf(whole, named)),
  };
}

function propertiesOf({ properties = {}, required = [] }: SchemaObject, named: NamedSchemas): ClosedSchema {
  const closed = Object.entries(properties).map(
    ([name, property]) => [name, closedSchema(property, named)] as const,
  );
  return { properties: Object.fromEntries(closed), required, additionalProperties: false };
}

interface Resolved {
  readonly whole: SchemaObject;
  readonly isNullable: boolean;
}

function resolved(schema: Schema, named: NamedSchemas): Resolved {
  if ('$ref' in schema) {
    const { $ref, ...own } = schema;
    const target = named[$ref.replace(PREFIX, '')];
    if (target === undefined) throw new TypeError(`There is no schema ${$ref}`);
    return merged([target, own], named);
  }
  const { allOf = [], oneOf = [], anyOf = [], ...own } = schema;
  const choices = [...oneOf, ...anyOf];
  const isNullable = choices.some(isNull);
  const others = choices.filter((choice) => !isNull(choice));
  const parts = others.length > 1 ? allOf : [...allOf, ...others];
  const whole = merged([...parts, own], named, parts.length === 0);
  return { whole: whole.whole, isNullable: others.length > 1 ? false : isNullable || whole.isNullable };
}

/** The later parts speak more closely of the place, so their words win. */
function merged(parts: readonly Schema[], named: NamedSchemas, isPlain = false): Resolved {
  if (isPlain) return { whole: Object.assign({}, ...parts) as SchemaObject, isNullable: false };
  const known = parts.map((part) => resolved(part, named));
  return {
    whole: Object.assign({}, ...known.map(({ whole }) => whole)) as SchemaObject,
    isNullable: known.some(({ isNullable }) => isNullable),
  };
}

const isNull = (schema: Schema): boolean => 'type' in schema && schema.type === 'null';
