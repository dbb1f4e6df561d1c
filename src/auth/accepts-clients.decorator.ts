import { Reflector } from '@nestjs/core';

/** Route decorator: the route is the protected resource of OAuth. Access tokens are valid here and nowhere else. */
export const AcceptsClients = Reflector.createDecorator<true>({ transform: () => true });
