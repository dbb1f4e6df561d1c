import type { VerdictDto } from '../../../../src/cooking/dto/verdict.dto.js';
import { ApiError, UnreachableError } from '../../api/api-error.js';
import { fieldProblems } from './field-problems.js';
import type { FormReading } from './plan-form.js';

const PLAN: FormReading = { kind: 'plan', body: { temperature_celsius: 65, time_minutes: 90 } };
const verdict = (...fields: (string | undefined)[]) =>
  ({
    violations: fields.map((field) => ({ error: 'X', message: 'm', details: { field } })),
  }) as unknown as VerdictDto;

describe('What is wrong with a field', () => {
  it('is what the server says of it', () => {
    const error = new ApiError(400, {
      error: 'VALIDATION_ERROR',
      message: 'all',
      details: { problems: [{ field: 'time_minutes', message: 'time_minutes must be an integer number' }] },
    });
    expect(fieldProblems({ reading: PLAN, verdict: undefined, error })).toEqual({
      time_minutes: { sentence: 'time_minutes must be an integer number.' },
    });
  });

  it('is the refusal of a start that names the field', () => {
    const error = new ApiError(400, {
      error: 'X',
      message: 'Too cold.',
      details: { field: 'temperature_celsius' },
    });
    expect(fieldProblems({ reading: PLAN, verdict: verdict('temperature_celsius'), error })).toEqual({
      temperature_celsius: { sentence: 'Too cold.' },
    });
  });

  it('is that the verdict is about it', () => {
    expect(
      fieldProblems({ reading: PLAN, verdict: verdict('time_minutes', undefined), error: undefined }),
    ).toEqual({
      time_minutes: { text: 'start.concerned' },
    });
  });

  it('is that it is no number, before anything is asked', () => {
    const reading: FormReading = { kind: 'unreadable', fields: ['thickness_mm'] };
    expect(fieldProblems({ reading, verdict: verdict('time_minutes'), error: undefined })).toEqual({
      thickness_mm: { text: 'start.notANumber' },
    });
  });

  it('is nothing otherwise', () => {
    for (const error of [
      undefined,
      new UnreachableError('x'),
      new ApiError(503, { error: 'DEVICE_OFFLINE', message: 'm' }),
    ])
      expect(fieldProblems({ reading: PLAN, verdict: verdict(), error })).toEqual({});
  });
});
