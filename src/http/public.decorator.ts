import { Reflector } from '@nestjs/core';

/** The route is open to everyone: no key is asked for, and calls are not counted. */
export const Public = Reflector.createDecorator<true>({ transform: () => true });
