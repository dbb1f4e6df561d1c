import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

/** The property of a request that holds its principal. A map of requests would cost each request more. */
const NAME = Symbol('name of the key');

interface Named extends IncomingMessage {
  [NAME]?: string;
}

/** Sets the principal of a request: the name of its API key. */
export function setPrincipal(request: IncomingMessage, name: string): void {
  (request as Named)[NAME] = name;
}

/** The principal of a request; undefined on a public route. */
export const callerOf = (request: IncomingMessage): string | undefined => (request as Named)[NAME];

/** Parameter decorator: the name of the API key of the request, never the key itself. */
export const Principal = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const name = context.switchToHttp().getRequest<Named>()[NAME];
  if (name === undefined) throw new TypeError('A public route has no principal');
  return name;
});
