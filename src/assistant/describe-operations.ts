import type {
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  RequestBodyObject,
  SchemaObject,
} from '@nestjs/swagger';
import { closedSchema, type ClosedSchema, type NamedSchemas } from './closed-schema.js';
import { FEWER_WORDS_BELOW, withFewerWords } from './fewer-words.js';
import type { AssistantOperation, NarrowedField } from './operation.js';
import { toolNamer } from './tool-names.js';

/** How a tool is described to its clients. */
export interface DescribedOperation {
  readonly title: string;
  readonly description: string;
  readonly input: ClosedSchema;
  readonly output: ClosedSchema;
}

const METHODS = ['get', 'post'] as const;

/**
 * Describes the operations as tools, by their operationId: from the OpenAPI document, in which the routes and their
 * DTOs are written down, so that a tool never says anything else than its route.
 * @throws TypeError when the document lacks an operation
 */
export function describeOperations(
  document: OpenAPIObject,
  operations: readonly AssistantOperation[],
): Readonly<Record<string, DescribedOperation>> {
  const found = operationsIn(document);
  const named = document.components?.schemas ?? {};
  const described = operations.map((operation) => {
    const { operationId } = operation;
    const route = found.find((one) => one.operationId === operationId);
    if (route === undefined) throw new TypeError(`There is no operation ${operationId}`);
    return [operationId, describe(operation, route, named)] as const;
  });
  return inToolNames(Object.fromEntries(described), operations);
}

function describe(
  { input, narrowed = {}, forPages = [] }: AssistantOperation,
  operation: OperationObject,
  named: NamedSchemas,
): DescribedOperation {
  const { summary = '', description = '' } = operation;
  const fields = Object.entries(fieldsOf(operation, named)).flatMap(([name, field]) => {
    const change = narrowed[name];
    return change === 'left out' || forPages.includes(name) ? [] : [[name, narrow(field, change)] as const];
  });
  const required = fields.filter(([, { isRequired }]) => isRequired).map(([name]) => name);
  const properties = fields.map(
    ([name, { schema, isRequired }]) => [name, isRequired ? schema : orNull(schema)] as const,
  );
  return {
    title: summary,
    description,
    input: {
      type: 'object',
      properties: Object.fromEntries(properties),
      required,
      additionalProperties: input === 'any',
    },
    output: without(forPages, outputOf(operation, named)),
  };
}

interface Field {
  readonly schema: ClosedSchema;
  readonly isRequired: boolean;
}

function fieldsOf(operation: OperationObject, named: NamedSchemas): Readonly<Record<string, Field>> {
  const parameters = (operation.parameters ?? []) as readonly ParameterObject[];
  const ofAddress = parameters
    .filter((parameter) => parameter.in !== 'header')
    .map(({ name, schema = {}, description, required = false }) => {
      const closed = closedSchema({ ...schema, ...(description !== undefined && { description }) }, named);
      return [name, { schema: closed, isRequired: required }] as const;
    });
  const body = jsonSchemaOf(operation.requestBody as RequestBodyObject | undefined, named);
  const ofBody = Object.entries(body?.properties ?? {}).map(
    ([name, schema]) => [name, { schema, isRequired: body!.required!.includes(name) }] as const,
  );
  return Object.fromEntries([...ofAddress, ...ofBody]);
}

const narrow = (field: Field, change: NarrowedField | undefined): Field =>
  change === undefined ? field : { ...field, schema: { ...field.schema, ...change } };

/** A field that may be left out may be null too: some clients always send every field. */
function orNull({ type, enum: values, ...rest }: ClosedSchema): ClosedSchema {
  return {
    ...(type !== undefined && { type: [...[type].flat(), 'null'] }),
    ...(values && { enum: [...values, null] }),
    ...rest,
  };
}

/** What a tool returns: what any successful response of its route holds. */
function outputOf({ responses }: OperationObject, named: NamedSchemas): ClosedSchema {
  const found = ['200', '202'].flatMap((status) => {
    const schema = (responses[status] as RequestBodyObject | undefined)?.content?.['application/json']
      ?.schema;
    return schema === undefined ? [] : choicesOf(schema).map((choice) => closedSchema(choice, named));
  });
  return withFewerWords(FEWER_WORDS_BELOW, found.reduce(either));
}

/** An object schema without some of its properties. */
export function without<Schema extends { readonly properties?: Readonly<Record<string, unknown>> }>(
  names: readonly string[],
  schema: Schema,
): Schema {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name));
  return names.length === 0 ? schema : { ...schema, properties: Object.fromEntries(properties) };
}

const choicesOf = (schema: SchemaObject | ReferenceObject): readonly (SchemaObject | ReferenceObject)[] =>
  ('oneOf' in schema && schema.oneOf) || [schema];

/** One object that holds what either may hold, and requires what both require: clients know no choice of objects. */
function either(one: ClosedSchema, other: ClosedSchema): ClosedSchema {
  const properties = { ...other.properties, ...one.properties };
  const values = [
    ...new Set([...(one.properties?.['status']?.enum ?? []), ...(other.properties?.['status']?.enum ?? [])]),
  ];
  return {
    ...one,
    properties: {
      ...properties,
      ...(values.length > 0 && { status: { ...properties['status'], enum: values } }),
    },
    required: one.required!.filter((name) => other.required!.includes(name)),
  };
}

function jsonSchemaOf(
  part: Pick<RequestBodyObject, 'content'> | undefined,
  named: NamedSchemas,
): ClosedSchema | undefined {
  const schema = part?.content?.['application/json']?.schema;
  return schema && closedSchema(schema, named);
}

const operationsIn = ({ paths }: OpenAPIObject): readonly OperationObject[] =>
  Object.values(paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []));

/** The texts of the document name operations and addresses; a client of tools knows neither. */
function inToolNames<Described>(described: Described, operations: readonly AssistantOperation[]): Described {
  const rename = toolNamer(
    operations,
    operations.map(({ operationId, tool }) => [operationId, tool]),
  );
  return JSON.parse(
    JSON.stringify(described, (key, value: unknown) =>
      TEXTS.has(key) && typeof value === 'string' ? rename(value) : value,
    ),
  ) as Described;
}

const TEXTS: ReadonlySet<string> = new Set(['title', 'description']);
