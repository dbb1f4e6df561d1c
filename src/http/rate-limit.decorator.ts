import { Reflector } from '@nestjs/core';

/**
 * How many calls a minute one address may make to this route, beside the limit for all routes together; `Infinity`
 * takes the route out of every limit.
 */
export const PerMinute = Reflector.createDecorator<number>();

/** However many calls came before, this route answers: what keeps people safe must never be told to wait. */
export const Unlimited = () => PerMinute(Infinity);
