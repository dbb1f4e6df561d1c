import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

/** Where a request holds it, out of everybody else's reach. A map of requests would cost each of them more. */
const NAME = Symbol('name of the key');

interface Named extends IncomingMessage {
  [NAME]?: string;
}

/** Remembers the name of the key that a call has shown. */
export function setPrincipal(request: IncomingMessage, name: string): void {
  (request as Named)[NAME] = name;
}

/** The name of the key that a call has shown; undefined where it has shown none. */
export const callerOf = (request: IncomingMessage): string | undefined => (request as Named)[NAME];

/** The name of the key that a call has shown, for whoever writes down who asked; never the key itself. */
export const Principal = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const name = context.switchToHttp().getRequest<Named>()[NAME];
  if (name === undefined)
    throw new TypeError('A route that is open to everyone has asked for the name of a key');
  return name;
});
