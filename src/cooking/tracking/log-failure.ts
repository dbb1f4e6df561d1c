import { Logger } from '@nestjs/common';

const logger = new Logger('Cooking');

/** Runs one of several steps: its failure is logged and does not prevent the other steps. */
export function logFailure(step: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    logger.error(`The step "${step}" failed: ${String(error)}`);
  }
}
