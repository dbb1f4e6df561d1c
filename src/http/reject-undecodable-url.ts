import type { NextFunction, Request, Response } from 'express';
import { InvalidRequestError } from './http-errors.js';

/** Middleware that refuses a request whose URL has a broken percent encoding. */
export function rejectUndecodableUrl({ url }: Request, _response: Response, next: NextFunction): void {
  if (!isDecodable(url)) throw new InvalidRequestError('The address is not encoded correctly.');
  next();
}

function isDecodable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
}
