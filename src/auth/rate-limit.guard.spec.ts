import type { Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { makeCall, outcomeOf, type CallOptions } from '../../test/harness/calls.js';
import { Environment } from '../config/environment.js';
import { Public } from '../http/public.decorator.js';
import { PerMinute, Unlimited } from '../http/rate-limit.decorator.js';
import { RateLimitGuard } from './rate-limit.guard.js';

class ExampleController {
  look(): void {}
  taste(): void {}
  @PerMinute(2) start(): void {}
  @Unlimited() stop(): void {}
  @Public() greet(): void {}
}

@Unlimited()
class Emergency {
  stop(): void {}
  @PerMinute(1) call(): void {}
}

@Public()
class Garden {
  walk(): void {}
}

describe('RateLimitGuard', () => {
  let guard: RateLimitGuard;
  beforeEach(() => {
    guard = new RateLimitGuard(new Environment({ rateLimitPerMinute: 4 }), new Reflector());
  });

  const call = (method: string, options?: CallOptions, controller: Type = ExampleController) =>
    outcomeOf(() => guard.canActivate(makeCall(controller, method, options)));
  const calls = async (methods: readonly string[], options?: CallOptions) => {
    const outcomes = [];
    for (const method of methods) outcomes.push(await call(method, options));
    return outcomes;
  };
  const useUp = () => calls(['look', 'taste', 'look', 'taste']);

  it('counts the requests of an address to all routes together', async () => {
    expect(await useUp()).toEqual([true, true, true, true]);
    expect(await calls(['look', 'taste', 'start'])).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('counts another address for itself', async () => {
    await useUp();
    expect(await call('look')).toBe('RATE_LIMITED');
    expect(await call('look', { from: '203.0.113.7' })).toBe(true);
    expect(await call('look', { headers: { 'x-forwarded-for': '203.0.113.8' } })).toBe(true);
  });

  it('gives a route a limit of its own beside that', async () => {
    expect(await calls(['start', 'start', 'start'])).toEqual([true, true, 'RATE_LIMITED']);
    expect(await call('look')).toBe(true);
  });

  it('never makes an unlimited route wait, and does not count it', async () => {
    expect(await calls(Array<string>(20).fill('stop'))).toEqual(Array(20).fill(true));
    expect(await useUp()).toEqual([true, true, true, true]);
    expect(await call('look')).toBe('RATE_LIMITED');
    expect(await call('stop')).toBe(true);
  });

  it('does not count what is public', async () => {
    expect(await calls(Array<string>(20).fill('greet'))).toEqual(Array(20).fill(true));
    expect(await call('walk', {}, Garden)).toBe(true);
    expect(await useUp()).toEqual([true, true, true, true]);
  });

  it('takes the word of the route before that of its controller', async () => {
    expect(await call('stop', {}, Emergency)).toBe(true);
    expect(await call('call', {}, Emergency)).toBe(true);
    expect(await call('call', {}, Emergency)).toBe('RATE_LIMITED');
    expect(await call('stop', {}, Emergency)).toBe(true);
  });
});
