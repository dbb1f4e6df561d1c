import { Reflector } from '@nestjs/core';

/**
 * Route decorator: how many requests a minute one address may send to this route, besides the limit for all routes
 * together. `Infinity` exempts the route from every limit.
 */
export const PerMinute = Reflector.createDecorator<number>();

/** Route decorator: no rate limit. What keeps people safe must never have to wait. */
export const Unlimited = () => PerMinute(Infinity);
