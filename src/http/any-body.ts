import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** Route decorator: the request is handled with any body. An unreadable body is left out, with a warning. */
export const AnyBody = Reflector.createDecorator<true>({ transform: () => true });

/** What a request with `@AnyBody()` carried. */
export interface BodyAsRead {
  /** The fields of the body; none where it was no object or could not be read. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why the body was not read, or not as it was sent: sentences for a person. */
  readonly problems: readonly string[];
}

const NOTHING: BodyAsRead = { fields: {}, problems: [] };

/** The bodies that were read, by request. */
const read = new WeakMap<object, BodyAsRead>();

/** Keeps the body of a request for `@ReadBody()`. */
export function keepBody(request: object, body: BodyAsRead): void {
  read.set(request, body);
}

/** Parameter decorator: the body of a request with `@AnyBody()`, which is not validated. */
export const ReadBody = createParamDecorator(
  (_data: unknown, context: ExecutionContext): BodyAsRead =>
    read.get(context.switchToHttp().getRequest<object>()) ?? NOTHING,
);
