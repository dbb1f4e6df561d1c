import type { Assistant, Arguments } from '../assistant/assistant.js';
import type { AssistantOperation } from '../assistant/operation.js';
import { copierOf } from '../assistant/shown-result.js';
import { shownText } from '../shared/shown-text.js';
import type { Principal } from '../auth/principal.js';
import type { Call, CallContext } from './call.js';
import { approvalQuestion } from './approval-question.js';
import { operationOf } from './called-operations.js';
import type { McpPackages } from './mcp-packages.js';
import type { QuickCall } from './quick-calls.js';
import { descriptionOf } from './tool-list.js';
import { ToolErrors } from './tool-errors.js';
import { resultOf, type ToolResult } from './tool-result.js';

type Copy = (result: unknown) => unknown;

/** Runs the calls of tools. Every refusal is a result, which the model reads; only a fault of the protocol is an error. */
export class ToolCalls {
  private readonly copiers = new Map<AssistantOperation, Copy>();
  private readonly errors = new ToolErrors();

  constructor(
    private readonly assistant: Assistant,
    private readonly packages: McpPackages,
  ) {}

  /** @throws ProtocolError when there is no such tool */
  async call({ name, arguments: given = {} }: Call, principal: Principal, context: CallContext) {
    const operation = operationOf(name);
    if (operation === undefined || !principal.scopes.has(operation.scope)) throw this.unknown(name);
    if (operation.waits) await this.showProgress(context);
    const result = await this.run(operation, given, principal);
    return approvalQuestion(result, context, this.packages) ?? result;
  }

  /** The result of a call that only reads, and whose tool and scope are known. */
  read({ name, arguments: given }: QuickCall, principal: Principal): Promise<ToolResult> {
    return this.run(operationOf(name)!, given, principal);
  }

  /** The result of a stop, whatever its arguments. @param problems what was wrong with the message that asks for it */
  async stop(fields: Arguments, problems: readonly string[], principal: Principal): Promise<ToolResult> {
    const operation = operationOf('stop_cook')!;
    return this.resultOf(operation, fields, () => this.assistant.stop(fields, problems, principal));
  }

  private async run(
    operation: AssistantOperation,
    given: Arguments,
    principal: Principal,
  ): Promise<ToolResult> {
    return this.resultOf(operation, given, () => this.assistant.run(operation, given, principal));
  }

  private async resultOf(
    operation: AssistantOperation,
    given: Arguments,
    run: () => Promise<object>,
  ): Promise<ToolResult> {
    try {
      return resultOf(operation, this.copied(operation, await run()));
    } catch (error) {
      return this.errors.resultOf(operation, error, given);
    }
  }

  /** The first message turns the response into a stream, whose headers reach the client at once. */
  private async showProgress({ mcpReq }: CallContext): Promise<void> {
    const progressToken = mcpReq._meta?.progressToken;
    if (progressToken === undefined) return;
    const params = { progressToken, progress: 0, message: 'Waiting for the cooker.' };
    await mcpReq.notify({ method: 'notifications/progress', params });
  }

  private copied(operation: AssistantOperation, result: object): Record<string, unknown> {
    let copy = this.copiers.get(operation);
    if (copy === undefined) {
      copy = copierOf(descriptionOf(operation, this.packages.DESCRIBED).output);
      this.copiers.set(operation, copy);
    }
    return copy(result) as Record<string, unknown>;
  }

  private unknown(name: string): Error {
    const { ProtocolError, ProtocolErrorCode } = this.packages;
    return new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool "${shownText(name)}".`);
  }
}
