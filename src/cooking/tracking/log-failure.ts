import { Logger } from '@nestjs/common';

const logger = new Logger('Cooking');

/** Runs one step of several: its failure is logged and keeps no other step from running. */
export function logFailure(step: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    logger.error(`The step "${step}" failed: ${String(error)}`);
  }
}
