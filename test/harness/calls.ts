import type { ExecutionContext, Type } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { IncomingMessage, ServerResponse, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';

/** The request of a test, as far as a guard sees it. */
export interface CallOptions {
  readonly headers?: IncomingHttpHeaders;
  /** The peer's address; default this machine. */
  readonly from?: string;
}

/** A request as the server passes it on. */
export function makeRequest({ headers = {}, from = '127.0.0.1' }: CallOptions = {}): IncomingMessage {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: from });
  return Object.assign(new IncomingMessage(socket), { headers });
}

/** Nest's execution context for one method of a controller. */
export function makeCall(controller: Type, method: string, options?: CallOptions): ExecutionContext {
  const { [method]: handler } = controller.prototype as Record<string, () => unknown>;
  const request = makeRequest(options);
  return new ExecutionContextHost([request, new ServerResponse(request)], controller, handler);
}

/** The result of a guard: true, or the code of the error. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}
