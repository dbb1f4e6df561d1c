import type { DescribedOperation } from '../assistant/describe-operations.js';
import { OPERATIONS } from '../assistant/operations.js';
import type { AssistantOperation } from '../assistant/operation.js';
import type { Principal } from '../auth/principal.js';
import type { Scope } from '../http/scopes.js';
import { COOK_APP } from './cook-app.js';
import type { McpPackages } from './mcp-packages.js';
import { outputSchemaOf } from './output-schema.js';

/** The texts and schemas of all operations, by their operationId. */
export type Described = McpPackages['DESCRIBED'];

/** The description of an operation. */
export const descriptionOf = (
  { operationId }: Pick<AssistantOperation, 'operationId'>,
  described: Described,
): DescribedOperation => (described as unknown as Record<string, DescribedOperation>)[operationId]!;

/** A tool as a client lists it. */
export type ListedTool = ReturnType<typeof toTool>;

/** The lists that were made, by the scopes that they are for. */
const lists = new Map<string, ListedTool[]>();

/** The tools whose scope a principal has, in a fixed order. */
export function toolsFor({ scopes }: Principal, described: Described): ListedTool[] {
  const usable = OPERATIONS.filter(({ scope }) => scopes.has(scope));
  const key = [...new Set<Scope>(usable.map(({ scope }) => scope))].join();
  const list = lists.get(key) ?? usable.map((operation) => toTool(operation, described));
  lists.set(key, list);
  return list;
}

function toTool(operation: AssistantOperation, described: Described) {
  const { tool, effects, pictured } = operation;
  const { title, description, input, output } = descriptionOf(operation, described);
  return {
    name: tool,
    title,
    description,
    inputSchema: input as { type: 'object' },
    outputSchema: outputSchemaOf(output) as { type: 'object' },
    annotations: {
      title,
      readOnlyHint: effects.readOnly,
      destructiveHint: effects.destructive,
      idempotentHint: effects.idempotent,
      openWorldHint: false,
    },
    ...(pictured && { _meta: { ui: { resourceUri: COOK_APP.uri } } }),
  };
}
