import { Reflector } from '@nestjs/core';
import type { Scope } from './scopes.js';

/** Route decorator: the scope that a principal needs for the route. */
export const RequiresScope = Reflector.createDecorator<Scope>();

/** Route decorator: the route serves several operations, and asks for the scope of each by itself. */
export const ScopesInside = Reflector.createDecorator<true>({ transform: () => true });
