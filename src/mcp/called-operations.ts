import type { AssistantOperation } from '../assistant/operation.js';
import { OPERATIONS } from '../assistant/operations.js';

const BY_TOOL: ReadonlyMap<unknown, AssistantOperation> = new Map(OPERATIONS.map((one) => [one.tool, one]));

/** The operation of a tool; undefined when there is no such tool. */
export const operationOf = (tool: unknown): AssistantOperation | undefined => BY_TOOL.get(tool);

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The operation that a message of JSON-RPC calls; undefined when it calls none. Nothing in it has been checked. */
export function calledBy(message: unknown): AssistantOperation | undefined {
  if (!isObject(message) || message['method'] !== 'tools/call') return undefined;
  const { params } = message;
  return isObject(params) ? operationOf(params['name']) : undefined;
}
