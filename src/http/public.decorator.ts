import { Reflector } from '@nestjs/core';

/** Route decorator: the route is public. It needs no API key and has no rate limit. */
export const Public = Reflector.createDecorator<true>({ transform: () => true });
