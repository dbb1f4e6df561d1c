import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { catchError, type Observable } from 'rxjs';
import { callerOf } from '../../auth/bearer.guard.js';
import { CoddleError } from '../../shared/errors.js';
import { StatedFacts } from './stated-facts.js';

/**
 * Notes the facts in a request that was refused for its form, so that a client that corrects one field does not have to
 * repeat the thickness of the food or who will eat it.
 */
@Injectable()
export class NoteStatedFacts implements NestInterceptor {
  constructor(private readonly facts: StatedFacts) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (error instanceof CoddleError && error.kind === 'invalid')
          this.note(context.switchToHttp().getRequest<Request>());
        throw error;
      }),
    );
  }

  private note(request: Request): void {
    const key = callerOf(request);
    if (key !== undefined) this.facts.note(key, request.body);
  }
}
