import type { ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

/** The call that a guard is asked about. Nest's own way makes an object with three functions each time it is asked. */
export const requestOf = <Call extends IncomingMessage = IncomingMessage>(context: ExecutionContext): Call =>
  context.getArgByIndex<Call>(0);
