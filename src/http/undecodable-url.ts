import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { InvalidRequestError } from './http-errors.js';

/**
 * Middleware that makes a URL with a broken percent encoding decodable for the router, which would refuse it before
 * any middleware of a module has run. Such a request is refused after them, by `assertDecodableUrl`.
 */
export function escapeUndecodableUrl(request: Request, _response: Response, next: NextFunction): void {
  if (!isDecodable(request.url)) request.url = request.url.replaceAll('%', '%25');
  next();
}

/** @throws InvalidRequestError when the URL, as it was sent, has a broken percent encoding */
export function assertDecodableUrl({ originalUrl }: Request): void {
  if (!isDecodable(originalUrl)) throw new InvalidRequestError('The address is not encoded correctly.');
}

/** Refuses a request to a route whose URL has a broken percent encoding. */
@Injectable()
export class DecodableUrlGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    assertDecodableUrl(context.switchToHttp().getRequest<Request>());
    return true;
  }
}

function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
}
