import type { AssistantOperation } from '../assistant/operation.js';

/** A text that a client shows to its model. */
interface TextBlock {
  readonly type: 'text';
  readonly text: string;
}

/** The result of a call: the same for programs and for people. */
export interface ToolResult {
  readonly content: TextBlock[];
  readonly structuredContent: Record<string, unknown>;
  readonly isError?: true;
  readonly [field: string]: unknown;
}

/** The result of a call that did what it should. */
export function resultOf({ sentence }: AssistantOperation, result: Record<string, unknown>): ToolResult {
  const { summary } = result;
  const text = textOf(sentence?.(result as never) ?? String(summary));
  // A model that reads only texts gets the values too where no summary tells them.
  const values = typeof summary === 'string' ? [] : [textOf(JSON.stringify(result))];
  return { content: [text, ...values], structuredContent: result };
}

/** The result of a call that was refused or failed. */
export const errorResult = (error: Record<string, unknown>, message: string): ToolResult => ({
  content: [textOf(message)],
  structuredContent: error,
  isError: true,
});

const textOf = (text: string): TextBlock => ({ type: 'text', text });
