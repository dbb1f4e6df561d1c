import type { Environment } from '../../src/config/environment.js';
import { RedactingLogger } from '../../src/bootstrap/redacting-logger.js';

/** The shipped logger, writing into a list. */
export class RecordingLogger extends RedactingLogger {
  readonly lines: string[] = [];

  constructor(environment: Environment) {
    super(environment, { write: (line: string) => this.lines.push(line) });
  }
}
