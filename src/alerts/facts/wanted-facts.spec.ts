import { makeAlertRule as rule } from '../../../test/harness/alert-rules.js';
import { WantedFacts } from './wanted-facts.js';

describe('The facts that rules want', () => {
  it('are those of a kind, and more of a thing that a rule names', () => {
    const wanted = new WantedFacts([
      rule({ thingId: 'cooker-one', condition: { fact: 'water_celsius', above: 80, clearBy: 1 } }),
      rule({}),
      rule({ kind: 'probe', thingId: 'pit', condition: { fact: 'probe_celsius', above: 120, clearBy: 5 } }),
    ]);
    expect(wanted.of('cooker', 'cooker-one')).toEqual(new Set(['must_discard', 'water_celsius']));
    expect(wanted.of('cooker', 'cellar')).toEqual(new Set(['must_discard']));
    expect(wanted.of('probe', 'pit')).toEqual(new Set(['probe_celsius']));
    expect(wanted.of('probe', 'core')).toEqual(new Set());
    expect([wanted.has('probe'), wanted.has('approval')]).toEqual([true, false]);
  });

  it('are none of a rule that is switched off', () => {
    const wanted = new WantedFacts([
      rule({ enabled: false }),
      rule({ enabled: false, thingId: 'cooker-one' }),
    ]);
    expect([wanted.has('cooker'), wanted.of('cooker', 'cooker-one')]).toEqual([false, new Set()]);
  });
});
