import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { asCoddleError, STATUS_OF, type ErrorBody } from './http-errors.js';
import { errorPage } from './error-page.js';
import { ReplyInsteadError } from './page.js';
import { isForPage } from './page-request.js';
import { requestIdOf } from './request-id.js';
import type { CoddleError } from '../shared/errors.js';
import { printable } from '../shared/printable.js';

/** Characters of a path that are logged; the paths of the routes are shorter. */
const LONGEST_PATH = 200;

/** Sends every error of every route in the one shape that clients know. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('ErrorFilter');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    if (thrown instanceof ReplyInsteadError) return thrown.reply.sendTo(response);
    const error = asCoddleError(thrown);
    const requestId = requestIdOf(request);
    logError(this.logger, error, `${request.method} ${printable(request.path, LONGEST_PATH)}`, requestId);
    // A response that has begun cannot be taken back; cutting it off shows the client that it is incomplete.
    if (response.headersSent) return void response.destroy();
    if (isForPage(request)) return errorPage(error, requestId).sendTo(response);
    response.status(STATUS_OF[error.kind]).set(this.headersOf(error, request)).json(bodyOf(error, requestId));
  }

  /** The headers that an error adds to its response. */
  protected headersOf({ headers }: CoddleError, _request: Request): Readonly<Record<string, string>> {
    return headers;
  }
}

/** Writes an error to the log: a bug with its stack, and what is no fault of the client as a warning. */
export function logError(logger: Logger, error: CoddleError, what: string, requestId: string): void {
  const status: number = STATUS_OF[error.kind];
  const fact = `${what} responded ${status} ${error.code} (request ${requestId})`;
  if (error.kind === 'bug') logger.error(fact, stackOf(error.cause ?? error));
  else if (status >= 500) logger.warn(fact);
  else logger.debug(fact);
}

/** The body of the response to an error. */
export const bodyOf = (error: CoddleError, requestId: string): ErrorBody => ({
  error: error.code,
  message: error.message,
  ...(Object.keys(error.details).length > 0 && { details: error.details }),
  ...(error.alternatives.length > 0 && { alternatives: error.alternatives }),
  request_id: requestId,
});

const stackOf = (thrown: unknown): string => (thrown instanceof Error && thrown.stack) || String(thrown);
