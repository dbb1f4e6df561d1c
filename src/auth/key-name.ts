import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';

const names = new WeakMap<IncomingMessage, string>();

/** Remembers the name of the key that a call has shown. */
export const nameCaller = (request: IncomingMessage, name: string): void => void names.set(request, name);

/** The name of the key that a call has shown, for whoever writes down who asked; never the key itself. */
export const KeyName = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const name = names.get(context.switchToHttp().getRequest<IncomingMessage>());
  if (name === undefined)
    throw new TypeError('A route that is open to everyone has asked for the name of a key');
  return name;
});
