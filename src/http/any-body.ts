import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** The request is carried out whatever its body: what cannot be read counts as not sent, and becomes a warning. */
export const AnyBody = Reflector.createDecorator<true>({ transform: () => true });

/** What a request with `@AnyBody()` carried. */
export interface BodyAsRead {
  /** The fields of the object; none where the body was no object, or could not be read. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why the body was not read, or not as it was sent: sentences for a person. */
  readonly problems: readonly string[];
}

const NOTHING: BodyAsRead = { fields: {}, problems: [] };

/** By the request; the entry goes with it. */
const read = new WeakMap<object, BodyAsRead>();

/** Keeps what was read for `@ReadBody()`. */
export function keepBody(request: object, body: BodyAsRead): void {
  read.set(request, body);
}

/** The body of a request with `@AnyBody()`. It passes no validation. */
export const ReadBody = createParamDecorator(
  (_data: unknown, context: ExecutionContext): BodyAsRead =>
    read.get(context.switchToHttp().getRequest<object>()) ?? NOTHING,
);
