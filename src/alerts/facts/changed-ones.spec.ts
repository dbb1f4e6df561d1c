import { ChangedOnes } from './changed-ones.js';

const [smoker, grill] = [
  { id: 'smoker', newest: {} },
  { id: 'grill', newest: {} },
];

describe('ChangedOnes', () => {
  it('are those that are new, and those whose mark is another than at the last look', () => {
    const changed = new ChangedOnes<{ id: string; newest: object }>(({ newest }) => newest);
    expect(changed.in([smoker], 'changed')).toEqual([smoker]);
    expect(changed.in([smoker, grill], 'changed')).toEqual([grill]);
    expect(changed.in([smoker, grill], 'changed')).toEqual([]);
    expect(changed.in([smoker, grill], 'all')).toEqual([smoker, grill]);
    grill.newest = {};
    expect(changed.in([smoker, grill], 'changed')).toEqual([grill]);
  });

  it('include one that was away', () => {
    const changed = new ChangedOnes<{ id: string; newest: object }>(({ newest }) => newest);
    changed.in([smoker], 'all');
    changed.in([], 'all');
    expect(changed.in([smoker], 'changed')).toEqual([smoker]);
  });
});
