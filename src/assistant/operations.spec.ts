import type { OpenAPIObject, ParameterObject, SchemaObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import type { ActionsDocument } from '../documents/actions-document.js';
import { toActions } from '../documents/actions-document.js';
import { operationsOf } from '../documents/operations.js';
import type { ClosedSchema } from './closed-schema.js';
import DESCRIBED from './described-operations.json' with { type: 'json' };
import { describeOperations, type DescribedOperation } from './describe-operations.js';
import { OPERATIONS } from './operations.js';

const document = JSON.parse(readFileSync('test/fixtures/openapi.json', 'utf8')) as OpenAPIObject;
const actions = toActions(document, 'https://coddle.example');
const described = describeOperations(document, OPERATIONS);

/** The operations of the Actions document, by operationId. */
const actionOf = (id: string) =>
  Object.values(actions.paths)
    .flatMap((item) => Object.values(item))
    .find(({ operationId }) => operationId === id);

type Action = ActionsDocument['paths'][string][string];
/** The fields that an Action sends, with their types. */
function fieldsOf({ parameters = [], requestBody }: Action): Record<string, string> {
  const body = requestBody?.content['application/json'].schema.properties ?? {};
  const all = [...parameters.map(({ name, schema }) => [name, schema] as const), ...Object.entries(body)];
  return Object.fromEntries(all.map(([name, { type }]) => [name, type]));
}

/** Every object schema within a schema. */
const within = (schema: ClosedSchema): ClosedSchema[] => [
  schema,
  ...Object.values(schema.properties ?? {}).flatMap(within),
  ...(schema.items ? within(schema.items) : []),
];

describe('The operations for AI clients', () => {
  it('are described in the committed file as the document says', () => {
    expect(DESCRIBED).toEqual(described);
  });

  it.each(OPERATIONS.filter(({ onlyAsTool }) => !onlyAsTool).map((one) => [one.operationId, one] as const))(
    'give Actions and tools the same fields and descriptions: %s',
    (id, { narrowed = {}, effects, tool }) => {
      const action = actionOf(id)!;
      const { input, title, description } = described[id]!;
      const leftOut = Object.keys(narrowed).filter((name) => narrowed[name] === 'left out');
      const sent = Object.entries(fieldsOf(action)).filter(([name]) => !leftOut.includes(name));
      const taken = Object.entries(input.properties!).map(
        ([name, { type }]) => [name, [type].flat().find((one) => one !== 'null')] as const,
      );
      expect(Object.fromEntries(taken)).toEqual(Object.fromEntries(sent));
      expect([title, description]).toEqual([action.summary, inToolNames(action.description!)]);
      expect([tool, action['x-openai-isConsequential']]).toEqual([snakeCase(id, tool), effects.destructive]);
    },
  );

  it('of the Actions document are all of the catalogue', () => {
    const known = OPERATIONS.filter(({ onlyAsTool }) => !onlyAsTool).map(({ operationId }) => operationId);
    const offered = Object.values(actions.paths).flatMap((item) => Object.values(item));
    expect(offered.map(({ operationId }) => operationId)).toEqual(known);
  });

  it.each(Object.entries(described))('take and return closed objects: %s', (id, { input, output }) => {
    const open = [...within(input), ...within(output)].filter(
      ({ properties, additionalProperties }) => properties !== undefined && additionalProperties !== false,
    );
    expect(open).toEqual(id === 'stopCook' ? [input] : []);
  });

  it.each(Object.entries(described))('know no union but with null: %s', (_id, { input }) => {
    const types = Object.values(input.properties!).map(({ type }) => [type].flat());
    expect(types.filter((one) => one.length > 2 || (one.length === 2 && one[1] !== 'null'))).toEqual([]);
    const optional = Object.keys(input.properties!).filter((name) => !input.required!.includes(name));
    expect(optional.filter((name) => ![input.properties![name]!.type].flat().includes('null'))).toEqual([]);
  });

  it('name no operation and no address in the texts of a tool', () => {
    const texts = JSON.stringify(described);
    expect(texts).not.toMatch(/\b(?:GET|POST) \//);
    for (const { operationId } of OPERATIONS)
      expect(texts).not.toMatch(new RegExp(`[^"]\\b${operationId}\\b[^"]`));
  });

  it('start with what the route returns, and with the link to an approval', () => {
    const { output } = described['startCook'] as DescribedOperation;
    expect(output.properties!['status']!.enum).toEqual(['started', 'accepted', 'approval_required']);
    expect(Object.keys(output.properties!)).toEqual(expect.arrayContaining(['cook_id', 'approve_url']));
    expect(output.required).toEqual(['status', 'safety', 'summary']);
  });
});

const routeOf = (id: string) => operationsOf(document).find(({ operation }) => operation.operationId === id)!;

describe('describeOperations', () => {
  it('takes the schemas of the route', () => {
    const { operation } = routeOf('listCooks');
    const { schema } = (operation.parameters as ParameterObject[])[0]!;
    const { minimum, maximum } = schema as SchemaObject;
    expect(described['listCooks']!.input.properties!['limit']).toMatchObject({ minimum, maximum });
  });

  it('refuses a document that lacks an operation', () => {
    expect(() => describeOperations({ ...document, paths: {} }, OPERATIONS)).toThrow(
      /no operation startCook/,
    );
  });

  it('narrows a field where the tool returns less', () => {
    const { properties } = described['getCookReadings']!.input;
    expect(Object.keys(properties!)).toEqual(['cook_id', 'points']);
    expect(properties!['points']).toMatchObject({ minimum: 4, maximum: 200 });
  });
});

/** The description of an Action with the names of tools. */
const inToolNames = (text: string): string =>
  OPERATIONS.reduce((words, { operationId, tool }) => words.replaceAll(operationId, tool), text);

/** The readings of a cook are a curve for the model; every other tool is named for its operation. */
const snakeCase = (id: string, tool: string): string =>
  id === 'getCookReadings' ? tool : id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
