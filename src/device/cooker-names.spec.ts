import { nameInApp, withDistinctNames } from './visible-cookers.js';
import type { CookerState } from './cooker-state.js';

const cooker = (id: string, name: string): CookerState => ({
  ...{ id, name, type: 'a7', supported: true, frequentReports: 0 },
});
const named = (...cookers: readonly CookerState[]) =>
  withDistinctNames(new Map(cookers.map((one) => [one.id, one])));
const namesIn = (cookers: ReadonlyMap<string, CookerState>) => [...cookers.values()].map(({ name }) => name);

describe('withDistinctNames', () => {
  it('adds the id where names are equal, ignoring case, width and spaces', () => {
    const cookers = named(cooker('a', 'Pot'), cooker('b', ' pot '), cooker('c', 'ｐot'), cooker('d', 'Pan'));
    expect(namesIn(cookers)).toEqual(['Pot (a)', ' pot  (b)', 'ｐot (c)', 'Pan']);
    expect([...cookers.values()].map(nameInApp)).toEqual(['Pot', ' pot ', 'ｐot', 'Pan']);
  });

  it('removes the id once a name is unique', () => {
    const [first] = named(cooker('a', 'Pot'), cooker('b', 'Pot')).values();
    expect(named(first!).get('a')).toEqual(cooker('a', 'Pot'));
  });

  it('returns the same map where nothing changes', () => {
    const once = named(cooker('a', 'Pot'), cooker('b', 'Pot'));
    expect(withDistinctNames(once)).toBe(once);
    const distinct = new Map([['a', cooker('a', 'Pot')]]);
    expect(withDistinctNames(distinct)).toBe(distinct);
  });
});
