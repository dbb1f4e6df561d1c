import {
  BadRequestException,
  HttpException,
  InternalServerErrorException,
  NotFoundException,
  PayloadTooLargeException,
  ServiceUnavailableException,
} from '@nestjs/common';
import {
  asCoddleError,
  InternalError,
  InvalidRequestError,
  MethodNotAllowedError,
  NotFoundError,
  PayloadTooLargeError,
  STATUS_OF,
  UnsupportedMediaTypeError,
} from './http-errors.js';

describe('What was thrown', () => {
  it('is left as it is when it is ours', () => {
    const error = new NotFoundError();
    expect(asCoddleError(error)).toBe(error);
  });

  it.each([
    ['a missing route of Nest', new NotFoundException('Cannot GET /secret'), 'NOT_FOUND'],
    ['a refusal of Nest', new BadRequestException('vendor words'), 'VALIDATION_ERROR'],
    ['any other refusal of Nest', new PayloadTooLargeException(), 'VALIDATION_ERROR'],
    ['an unused status', new HttpException('teapot', 418), 'VALIDATION_ERROR'],
    ['a failure of Nest', new InternalServerErrorException('at /home/x'), 'INTERNAL_ERROR'],
    ['an unavailability of Nest', new ServiceUnavailableException('details'), 'INTERNAL_ERROR'],
    ['a bug', new TypeError('x is not a function'), 'INTERNAL_ERROR'],
    ['a text', 'oh', 'INTERNAL_ERROR'],
    ['nothing', undefined, 'INTERNAL_ERROR'],
  ])('is put into our own words when it is %s', (_case, thrown: unknown, code) => {
    const error = asCoddleError(thrown);
    expect(error.code).toBe(code);
    expect(error.cause).toBe(thrown);
    expect(error.message).not.toMatch(/vendor|secret|home|teapot|function|details/);
  });
});

describe('An HTTP error', () => {
  it.each([
    [new InvalidRequestError('No.'), 400, 'VALIDATION_ERROR'],
    [new NotFoundError(), 404, 'NOT_FOUND'],
    [new MethodNotAllowedError(['GET']), 405, 'METHOD_NOT_ALLOWED'],
    [new PayloadTooLargeError(1024), 413, 'PAYLOAD_TOO_LARGE'],
    [new UnsupportedMediaTypeError(), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [new InternalError(), 500, 'INTERNAL_ERROR'],
  ])('has the status and the code that the clients know (%#)', (error, status, code) => {
    expect([STATUS_OF[error.kind], error.code]).toEqual([status, code]);
    expect(error.message).toMatch(/\.$/);
  });

  it('says which methods are allowed, in words, in its details and in the header', () => {
    expect(new MethodNotAllowedError(['GET', 'HEAD'])).toMatchObject({
      message: 'This address accepts only GET and HEAD.',
      details: { allowed: ['GET', 'HEAD'] },
      headers: { Allow: 'GET, HEAD' },
    });
  });

  it('says how large a body may be', () => {
    expect(new PayloadTooLargeError(16_384)).toMatchObject({
      message: 'The body may hold at most 16 KiB.',
      details: { maximum_bytes: 16_384 },
    });
  });

  it('has the status that is documented, for every kind', () => {
    expect(STATUS_OF).toEqual({
      invalid: 400,
      unsafe: 400,
      unauthorized: 401,
      forbidden: 403,
      'not-found': 404,
      method: 405,
      conflict: 409,
      'too-large': 413,
      'media-type': 415,
      limited: 429,
      bug: 500,
      refused: 502,
      unavailable: 503,
      timeout: 504,
    });
  });
});
