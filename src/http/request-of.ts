import type { ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

/** The request that a guard decides on. Nest's `switchToHttp()` makes an object with three functions each time. */
export const requestOf = <Req extends IncomingMessage = IncomingMessage>(context: ExecutionContext): Req =>
  context.getArgByIndex<Req>(0);
