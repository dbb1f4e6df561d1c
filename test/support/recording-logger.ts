import type { Environment } from '../../src/config/environment.js';
import { KitchenLogger } from '../../src/kitchen-logger.js';

/** The shipped logger, writing into a list. */
export class RecordingLogger extends KitchenLogger {
  readonly lines: string[] = [];

  constructor(environment: Environment) {
    super(environment, { write: (line: string) => this.lines.push(line) });
  }
}
