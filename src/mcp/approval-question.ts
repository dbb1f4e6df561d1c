import type { CallContext } from './call.js';
import type { McpPackages } from './mcp-packages.js';
import type { ToolResult } from './tool-result.js';

/** The key of a request under which a client of the protocol 2026-07-28 declares what it can do. */
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
/** The name of the question, under which the client sends that it has shown it. */
const QUESTION = 'approval';

/**
 * The question that opens the page of an approval, for clients that can open one; undefined where there is nothing to
 * approve, the client cannot, or it has shown the page already. It is a courtesy: the approval itself is checked by the
 * server, and the repeated call says where it stands.
 */
export function approvalQuestion(
  { structuredContent, content }: ToolResult,
  { mcpReq }: CallContext,
  { inputRequired }: McpPackages,
) {
  const { status, approve_url: url } = structuredContent;
  if (status !== 'approval_required' || typeof url !== 'string') return undefined;
  if (mcpReq.inputResponses !== undefined || !canOpenPages(mcpReq.envelope)) return undefined;
  const message = content[0]?.text ?? '';
  return inputRequired({ inputRequests: { [QUESTION]: inputRequired.elicitUrl({ message, url }) } });
}

function canOpenPages(envelope: object | undefined): boolean {
  const declared = fieldOf(envelope, CAPABILITIES);
  return fieldOf(fieldOf(declared, 'elicitation'), 'url') !== undefined;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
