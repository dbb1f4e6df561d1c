import { Reflector } from '@nestjs/core';

/** Route decorator: the body is a message of JSON-RPC, or a list of such messages. */
export const JsonRpcBody = Reflector.createDecorator<true>({ transform: () => true });
