import { Logger } from '@nestjs/common';
import type { Arguments } from '../assistant/assistant.js';
import type { AssistantOperation } from '../assistant/operation.js';
import { shownError } from '../assistant/shown-result.js';
import { bodyOf, logError } from '../http/error.filter.js';
import { asCoddleError } from '../http/http-errors.js';
import { requestIdOf } from '../http/request-id.js';
import { errorResult, type ToolResult } from './tool-result.js';

/** Turns everything that a call throws into a result in the form of every error. */
export class ToolErrors {
  private readonly logger = new Logger('ToolErrors');

  resultOf({ tool }: AssistantOperation, thrown: unknown, given: Arguments): ToolResult {
    const error = asCoddleError(thrown);
    const requestId = requestIdOf({ body: given });
    logError(this.logger, error, `Tool ${tool}`, requestId);
    const shown = shownError(bodyOf(error, requestId)) as Record<string, unknown>;
    return errorResult(shown, String(shown['message']));
  }
}
