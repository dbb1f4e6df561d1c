import { outcomeOf, resultOfAll, type PushOutcome } from './push-outcome.js';

const response = (status: number, retryAfter?: number) => ({
  host: 'push.example',
  status,
  retryAfter,
  body: '',
});
const failure = (why: string, mayRetry = true): PushOutcome => ({ sent: false, why, mayRetry });

describe('The response of a push service', () => {
  it.each([
    [201, 'accepted'],
    [202, 'accepted'],
    [404, 'gone'],
    [410, 'gone'],
    [401, { mayRetry: true }],
    [403, { mayRetry: true }],
    [413, { mayRetry: false }],
    [307, { mayRetry: true }],
    [500, { mayRetry: true }],
  ])('of status %i means %j', (status, expected) => {
    const outcome = outcomeOf(response(status));
    if (typeof expected === 'string') expect(outcome).toBe(expected);
    else expect(outcome).toMatchObject({ sent: false, ...expected });
  });

  it('hands on the pause that it asks for', () => {
    expect(outcomeOf(response(429, 30_000))).toMatchObject({ mayRetry: true, retryAfter: 30_000 });
  });
});

describe('A message to all browsers', () => {
  it('is sent once each push service has taken it', () => {
    expect(resultOfAll(['accepted', 'accepted'], 0)).toEqual({
      sent: true,
      detail: 'The push services took it for 2 of 2 browsers.',
    });
  });

  it('is not sent while one of them may still take it, and the pause of all is kept', () => {
    const slow: PushOutcome = { sent: false, why: 'b is busy.', mayRetry: true, retryAfter: 9_000 };
    expect(resultOfAll(['accepted', failure('a is away.'), slow], 0)).toEqual({
      sent: false,
      why: 'The push services took it for 1 of 3 browsers. a is away. b is busy.',
      mayRetry: true,
      partly: true,
      retryAfter: 9_000,
    });
  });

  it('is sent although one can never be reached, and says so', () => {
    expect(resultOfAll(['accepted', 'gone', failure('a refuses it.', false)], 0)).toEqual({
      sent: true,
      detail: 'The push services took it for 1 of 2 browsers. a refuses it.',
    });
  });

  it('counts those that took it earlier', () => {
    expect(resultOfAll(['accepted'], 1)).toMatchObject({ sent: true });
    expect(resultOfAll(['gone'], 1)).toMatchObject({ sent: true });
    expect(resultOfAll([], 1)).toMatchObject({ sent: true });
  });

  it('cannot be sent where there is no browser, or none that can be reached', () => {
    expect(resultOfAll([], 0)).toMatchObject({ sent: false, mayRetry: false });
    expect(resultOfAll(['gone', 'gone'], 0)).toMatchObject({ sent: false, mayRetry: false });
    expect(resultOfAll([failure('a refuses it.', false)], 0)).toEqual({
      sent: false,
      why: 'a refuses it.',
      mayRetry: false,
    });
  });

  it('may have arrived where one attempt broke off behind it', () => {
    const late: PushOutcome = { sent: false, why: 'late', mayRetry: true, mayHaveArrived: true };
    expect(resultOfAll([late], 0)).toMatchObject({ mayHaveArrived: true });
  });
});
