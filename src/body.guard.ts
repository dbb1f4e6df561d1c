import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { requestOf } from './auth/request-of.js';
import { readJsonObject } from './json-body.js';

/**
 * Reads what a POST carries. It is a guard, and the last one, so that nothing of a stranger's body is read: parsers
 * in front of the routes would run before anyone has asked for the key.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf<Request>(context);
    return request.method === 'POST' ? this.read(request) : true;
  }

  private async read(request: Request): Promise<boolean> {
    request.body = await readJsonObject(request);
    return true;
  }
}
