import type { StartedCookDto } from '../../../../src/cooking/dto/started-cook.dto.js';
import { ApiError, UnreachableError } from '../../api/api-error.js';
import {
  afterFailure,
  afterResponse,
  fromKept,
  isOpen,
  KEPT_FOR,
  NO_START,
  toKept,
  type StartOrder,
} from './start-attempt.js';

const order: StartOrder = { temperature_celsius: 65, time_minutes: 90, request_id: 'r-1' };
const started = (verified: boolean) => ({ verified, cook_id: 'c' }) as StartedCookDto;

describe('A start', () => {
  it.each([
    [true, 'shown'],
    [false, 'acknowledged'],
  ])('that the cooker shows (%s) is %s', (verified, phase) => {
    expect(afterResponse(started(verified)).phase).toBe(phase);
  });

  it.each<[Error, 'unknown' | 'failed']>([
    [new UnreachableError('not reached'), 'unknown'],
    [new TypeError('anything'), 'unknown'],
    [new ApiError(504, { error: 'COMMAND_UNCONFIRMED', message: 'm' }), 'unknown'],
    [new ApiError(500, { error: 'INTERNAL_ERROR', message: 'm' }), 'unknown'],
    [new ApiError(502, {}), 'unknown'],
    [new ApiError(408, {}), 'unknown'],
    [new ApiError(409, { error: 'REQUEST_ID_REUSED', message: 'm' }), 'unknown'],
    [new ApiError(502, { error: 'COMMAND_REJECTED', message: 'm' }), 'failed'],
    [new ApiError(503, { error: 'DEVICE_OFFLINE', message: 'm' }), 'failed'],
    [new ApiError(503, { error: 'STORAGE_UNAVAILABLE', message: 'm' }), 'failed'],
    [new ApiError(409, { error: 'DEVICE_BUSY', message: 'm' }), 'failed'],
    [new ApiError(400, { error: 'POULTRY_TEMP_UNSAFE', message: 'm' }), 'failed'],
    [new ApiError(401, { error: 'UNAUTHORIZED', message: 'm' }), 'failed'],
    [new ApiError(429, { error: 'RATE_LIMITED', message: 'm' }), 'failed'],
  ])('after %s is %s', (error, phase) => {
    const attempt = afterFailure(order, error);
    expect(attempt.phase).toBe(phase);
    if (attempt.phase === 'unknown') expect(attempt.order).toBe(order);
    expect(isOpen(attempt)).toBe(phase === 'unknown');
  });

  it.each<[ApiError, 'unknown' | 'failed']>([
    [new ApiError(401, { error: 'UNAUTHORIZED', message: 'm' }), 'unknown'],
    [new ApiError(401, { error: 'CSRF_TOKEN_INVALID', message: 'm' }), 'unknown'],
    [new ApiError(429, { error: 'RATE_LIMITED', message: 'm' }), 'unknown'],
    [new ApiError(503, { error: 'STORAGE_UNAVAILABLE', message: 'm' }), 'unknown'],
    [new ApiError(409, { error: 'DEVICE_BUSY', message: 'm' }), 'failed'],
    [new ApiError(503, { error: 'DEVICE_OFFLINE', message: 'm' }), 'failed'],
  ])('that was asked for again is, after %s, %s', (error, phase) => {
    expect(afterFailure(order, error, true).phase).toBe(phase);
  });

  it('of which the outcome is unknown is kept with its request_id for a while', () => {
    const text = toKept(order, 1000);
    expect(fromKept(text, 1000 + KEPT_FOR - 1)).toEqual({ phase: 'unknown', order });
    expect(fromKept(text, 1000 + KEPT_FOR)).toEqual(NO_START);
    expect(fromKept(text, 999)).toEqual(NO_START);
  });

  it.each([undefined, '', '{', 'null', '{"at":1}', '{"order":{},"at":1}', '[]'])(
    'that cannot be read is none: %s',
    (text) => {
      expect(fromKept(text, 1)).toEqual(NO_START);
    },
  );
});
