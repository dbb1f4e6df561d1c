import { Reflector } from '@nestjs/core';
import { makeCall, outcomeOf } from '../../test/harness/calls.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { Environment } from '../config/environment.js';
import { Public } from '../http/public.decorator.js';
import { RequiresScope, ScopesInside } from '../http/scope.decorators.js';
import { ApiKeyStore } from './api-key-store.js';
import { BearerGuard, Principals, ScopeGuard } from './access.guards.js';

const KEY = 'sk-anova-0123456789abcdef0123456789abcdef';

@RequiresScope('status:read')
class ExampleController {
  look(): void {}
  @RequiresScope('owner') decide(): void {}
  @Public() greet(): void {}
  @ScopesInside() many(): void {}
}

class ForgetfulController {
  cook(): void {}
}

describe('ScopeGuard', () => {
  const reflector = new Reflector();
  const keys = new ApiKeyStore(new Environment({ apiKey: KEY, configDir: 'nowhere' }), new DrivenClock());
  const bearer = new BearerGuard(new Principals(keys), reflector);
  const guard = new ScopeGuard(reflector);

  /** The guard's outcome after the principal is known. */
  async function outcome(controller: new () => object, method: string): Promise<unknown> {
    const call = makeCall(controller, method, { headers: { authorization: `Bearer ${KEY}` } });
    await bearer.canActivate(call);
    return outcomeOf(() => guard.canActivate(call));
  }

  it('lets a principal with the scope through', async () => {
    expect(await outcome(ExampleController, 'look')).toBe(true);
  });

  it('refuses a principal without it; the scope of a method counts before that of its controller', async () => {
    expect(await outcome(ExampleController, 'decide')).toBe('INSUFFICIENT_SCOPE');
  });

  it('leaves public routes alone, and those that ask for scopes themselves', async () => {
    expect(await outcome(ExampleController, 'greet')).toBe(true);
    expect(await outcome(ExampleController, 'many')).toBe(true);
  });

  it('closes a route whose scope was forgotten', async () => {
    const call = makeCall(ForgetfulController, 'cook', { headers: { authorization: `Bearer ${KEY}` } });
    await bearer.canActivate(call);
    expect(() => guard.canActivate(call)).toThrow('ForgetfulController has a route without a scope');
  });
});
