import type {
  ContentObject,
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  ResponseObject,
} from '@nestjs/swagger';
import type { AssistantOperation } from '../assistant/operation.js';
import { without } from '../assistant/describe-operations.js';
import { OPERATIONS } from '../assistant/operations.js';
import { operationsOf, type Operation } from './operations.js';
import {
  downTo,
  plainSchema,
  withoutLongLists,
  withoutRequired,
  type NamedSchemas,
  type PlainSchema,
} from './plain-schema.js';

/**
 * How many nested levels of its response are written out: 0 is none, 1 the response itself. The importer reads at most
 * 64 KB, so elsewhere only the description stands for what checkCook and getStatus write out.
 */
type Depth = 0 | 1 | 2;
const DEPTHS: ReadonlyMap<string, Depth> = new Map([
  ['startCook', 1],
  ['stopCook', 1],
  ['getCook', 0],
  ['listAlerts', 1],
  ['acknowledgeAlert', 0],
  ['listCooks', 1],
  ['getCookReadings', 1],
]);
const USUAL_DEPTH: Depth = 2;

/** What an assistant may do, by operationId: the operations of the catalogue that the importer has space for. */
const OFFERED: ReadonlyMap<string | undefined, AssistantOperation> = new Map(
  OPERATIONS.filter(({ onlyAsTool }) => !onlyAsTool).map((operation) => [operation.operationId, operation]),
);

/** The responses that an assistant needs to know: what was done, and why it was not. */
const DESCRIBED = ['200', '202', '400', '404', '409', '502', '503', '504'];
/** The fields of this response are written out. The others have a description only: the importer reads at most 64 KB. */
const WRITTEN_OUT = '200';
const JSON_TYPE = 'application/json';

interface PlainContent {
  readonly [JSON_TYPE]: { readonly schema: PlainSchema };
}

interface ActionParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: PlainSchema;
}

/** One operation in plain words. */
export interface Action {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-openai-isConsequential': boolean;
  readonly security?: OperationObject['security'];
  readonly parameters?: readonly ActionParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: PlainContent };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: PlainContent }>
  >;
}

/** The document that a Custom GPT imports. */
export interface ActionsDocument {
  readonly openapi: '3.1.0';
  readonly info: OpenAPIObject['info'];
  readonly servers: readonly [{ readonly url: string }];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Action>>>>;
  readonly components: Pick<NonNullable<OpenAPIObject['components']>, 'schemas' | 'securitySchemes'>;
}

/**
 * Makes the document for assistants from the whole one: what an assistant needs, in the form that its importer reads.
 * @param publicUrl the address to which the assistant sends requests
 * @throws TypeError when the document refers to something that it does not hold
 */
export function toActions(document: OpenAPIObject, publicUrl: string): ActionsDocument {
  const { schemas = {}, securitySchemes = {} } = document.components ?? {};
  const { title, description, version } = document.info;
  const offered = operationsOf(document).filter(({ operation }) => OFFERED.has(operation.operationId));
  return {
    openapi: '3.1.0',
    info: { title, ...(description !== undefined && { description }), version },
    servers: [{ url: publicUrl }],
    paths: pathsOf(offered, schemas),
    // The importer stumbles over components without schemas, although all of them are written out in their places.
    components: { schemas: {}, securitySchemes: usedBy(offered, securitySchemes) },
  };
}

type SecuritySchemes = NonNullable<ActionsDocument['components']['securitySchemes']>;

/** The ways to prove who asks that the offered operations name: the importer refuses a document with more than one. */
function usedBy(offered: readonly Operation[], schemes: SecuritySchemes): SecuritySchemes {
  const used = new Set(offered.flatMap(({ operation }) => (operation.security ?? []).flatMap(Object.keys)));
  return Object.fromEntries(Object.entries(schemes).filter(([name]) => used.has(name)));
}

function pathsOf(offered: readonly Operation[], named: NamedSchemas): ActionsDocument['paths'] {
  const order = [...OFFERED.keys()];
  const rank = ({ operation }: Operation) => order.indexOf(operation.operationId);
  const sorted = offered.toSorted((one, other) => rank(one) - rank(other));
  return Object.fromEntries(
    sorted.map(({ path, method, operation }) => [path, { [method]: toAction(operation, named) }]),
  );
}

function toAction(operation: OperationObject, named: NamedSchemas): Action {
  const { operationId, summary, description, security } = operation;
  return {
    operationId: operationId!,
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    'x-openai-isConsequential': OFFERED.get(operationId)!.effects.destructive,
    ...(security && { security: security.map(withoutScopes) }),
    ...parametersOf(operation, named),
    ...bodyOf(operation, named),
    responses: responsesOf(operation, named),
  };
}

/** The importer expects scopes of OAuth alone, and the key of an Action has every scope that it needs. */
const withoutScopes = (requirement: Readonly<Record<string, unknown>>): Record<string, string[]> =>
  Object.fromEntries(Object.keys(requirement).map((scheme) => [scheme, []]));

/** Assistants cannot set headers, so only what stands in the address is offered. */
function parametersOf(
  { operationId, parameters = [] }: OperationObject,
  named: NamedSchemas,
): Pick<Action, 'parameters'> {
  const leftOut = OFFERED.get(operationId)?.forPages ?? [];
  const offered = parameters
    .map(inPlace)
    .filter((parameter) => parameter.in !== 'header' && !leftOut.includes(parameter.name));
  const plain = offered.flatMap((parameter) => toParameter(parameter, named));
  return plain.length > 0 ? { parameters: plain } : {};
}

function toParameter(parameter: ParameterObject, named: NamedSchemas): readonly ActionParameter[] {
  const { name, description, required = false } = parameter;
  const schema = plainSchema(parameter.schema ?? {}, named);
  return schema ? [{ name, in: parameter.in, required, ...(description && { description }), schema }] : [];
}

function bodyOf({ requestBody }: OperationObject, named: NamedSchemas): Pick<Action, 'requestBody'> {
  if (!requestBody) return {};
  const { required = false, content } = inPlace(requestBody);
  const plain = plainContent(content, named);
  return plain ? { requestBody: { required, content: plain } } : {};
}

const responsesOf = ({ operationId, responses }: OperationObject, named: NamedSchemas): Action['responses'] =>
  Object.fromEntries(
    DESCRIBED.flatMap((status) => {
      const response = responses[status];
      if (!response) return [];
      const { description, content }: ResponseObject = inPlace(response);
      const leftOut = OFFERED.get(operationId)?.forPages ?? [];
      const depth = DEPTHS.get(operationId!) ?? USUAL_DEPTH;
      const isWrittenOut = status === WRITTEN_OUT && depth > 0;
      const schema = isWrittenOut ? plainContent(content, named)?.[JSON_TYPE].schema : undefined;
      const body = schema && {
        content: {
          [JSON_TYPE]: { schema: without(leftOut, withoutLongLists(withoutRequired(downTo(depth, schema)))) },
        },
      };
      return [[status, { description, ...body }] as const];
    }),
  );

function plainContent(content: ContentObject | undefined, named: NamedSchemas): PlainContent | undefined {
  const schema = content?.[JSON_TYPE]?.schema;
  const plain = schema && plainSchema(schema, named);
  return plain && { [JSON_TYPE]: { schema: plain } };
}

/** The document refers to schemas only; any other reference would be lost here, so it is refused. */
function inPlace<Part extends object>(part: Part | ReferenceObject): Part {
  if ('$ref' in part) throw new TypeError(`Only schemas may be referred to, not ${part.$ref}`);
  return part;
}
