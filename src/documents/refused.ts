import { plainToInstance } from 'class-transformer';
import { StartCookDto } from '../cooking/dto/start-cook.dto.js';
import { SafetyUnavailableError, UnsafeCookError } from '../safety/safety.errors.js';
import type { SafetyService } from '../safety/safety.service.js';
import type { ErrorExample } from './error-example.js';
import type { RefusalExample } from './refusal-examples.js';

/**
 * Completes an example with the engine's real refusal, so that the numbers in the document are those of the engine.
 * Undefined while the engine cannot judge: the documents can be read all the same.
 * @throws TypeError when the engine allows what the example says is refused
 */
export function refused(safety: SafetyService, example: RefusalExample): ErrorExample | undefined {
  try {
    safety.approve(plainToInstance(StartCookDto, example.request).toPlan());
  } catch (error) {
    if (error instanceof SafetyUnavailableError) return undefined;
    if (!(error instanceof UnsafeCookError)) throw error;
    const { code, message, details, alternatives } = error;
    return { ...example, code, message, details, ...(alternatives.length > 0 && { alternatives }) };
  }
  throw new TypeError(`The engine allows the example of: ${example.when}`);
}
