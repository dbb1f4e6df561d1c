import { milliseconds } from '../../shared/units.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import { IdempotencyCache } from './idempotency-cache.js';

const DAY = 24 * 60 * 60_000;
const at = milliseconds;

describe('Remembered', () => {
  it('gives back what a call with the same id and body led to', () => {
    const remembered = new IdempotencyCache<string>();
    remembered.add('a', 'body', at(0), 'answer');
    expect(remembered.find('a', 'body', at(DAY - 1))).toBe('answer');
    expect(remembered.find('b', 'body', at(0))).toBeUndefined();
  });

  it('refuses the same id with another body', () => {
    const remembered = new IdempotencyCache<string>();
    remembered.add('a', 'body', at(0), 'answer');
    expect(() => remembered.find('a', 'other', at(1))).toThrow(RequestIdReusedError);
  });

  it('forgets after a day, so that the id may be used anew', () => {
    const remembered = new IdempotencyCache<string>();
    remembered.add('a', 'body', at(0), 'answer');
    expect(remembered.find('a', 'other', at(DAY))).toBeUndefined();
  });

  it('forgets a call that came to nothing', () => {
    const remembered = new IdempotencyCache<string>();
    remembered.add('a', 'body', at(0), 'answer');
    remembered.forget('a');
    expect(remembered.find('a', 'other', at(1))).toBeUndefined();
  });

  it('drops the oldest first when it is full, and never grows beyond', () => {
    const remembered = new IdempotencyCache<number>();
    for (let i = 0; i <= 5_000; i++) remembered.add(String(i), 'body', at(i), i);
    expect(remembered.find('0', 'body', at(5_000))).toBeUndefined();
    expect(remembered.find('1', 'body', at(5_000))).toBe(1);
    expect(remembered.find('5000', 'body', at(5_000))).toBe(5_000);
  });
});
