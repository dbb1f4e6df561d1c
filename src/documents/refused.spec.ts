import { makeSafety } from '../../test/harness/safety.js';
import { makeRules } from '../safety/rules/rules.js';
import { SafetyService } from '../safety/safety.service.js';
import { REFUSALS } from './refusal-examples.js';
import { refused } from './refused.js';

describe('refused', () => {
  it.each(Object.entries(REFUSALS))('is the response of the engine to %s', (_code, example) => {
    const { message, details } = refused(makeSafety(), example)!;
    expect(message.length).toBeGreaterThan(20);
    expect(details).toMatchObject({ field: expect.any(String) as string });
  });

  it('is undefined while the engine cannot judge', () => {
    const broken = new SafetyService(makeRules(), () => {
      throw new Error('no foods');
    });
    expect(refused(broken, REFUSALS.POULTRY_TEMP_UNSAFE)).toBeUndefined();
  });

  it('fails when the engine allows what the example says is refused', () => {
    const allowed = {
      status: 400,
      when: 'Never.',
      request: { temperature_celsius: 65, time_minutes: 250 },
    } as const;
    expect(() => refused(makeSafety(), allowed)).toThrow('The engine allows the example of: Never.');
  });
});
