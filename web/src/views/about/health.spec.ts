import { healthIn } from './health.js';

describe('The health of the server', () => {
  it('is read from what is up and from what is down', () => {
    const details = { cloud: { status: 'down', reason: 'no connection' }, safety: { status: 'up' } };
    expect(healthIn({ status: 'error', info: {}, error: {}, details })).toBe(details);
  });

  it.each([undefined, null, {}, [], 'Bad Gateway', { details: null }, { details: 'x' }])(
    'is not read from %j',
    (response) => {
      expect(healthIn(response)).toBeUndefined();
    },
  );
});
