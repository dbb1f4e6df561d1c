import { Reflector } from '@nestjs/core';

/** Route decorator: the largest body that the route reads, in bytes, where the usual limit is too small. */
export const LargestBody = Reflector.createDecorator<number>();
