import { readName } from './food-name.js';

/** The words behind a parting mark, and the words touched by an odd one. */
function marksOf(name: string): { parted: readonly string[]; marked: readonly string[] } {
  const { words, parted, marked } = readName(name) ?? { words: [], parted: new Set(), marked: new Set() };
  return {
    parted: words.filter((_, index) => parted.has(index)),
    marked: words.filter((_, index) => marked.has(index)),
  };
}

describe('readMarks', () => {
  it.each(['salmon, meat', 'salmon; meat', 'salmon/meat', 'salmon+meat', 'salmon & meat', 'salmon (meat)'])(
    'parts the words of %j',
    (name) => {
      expect(marksOf(name)).toEqual({ parted: ['meat'], marked: [] });
    },
  );

  it.each(['salmon - meat', 'salmon. Meat', 'salmon: meat', 'salmon "meat"', 'salmon – meat'])(
    'parts the words of %j too',
    (name) => {
      expect(marksOf(name)).toEqual({ parted: ['meat'], marked: [] });
    },
  );

  it.each(['crab meat', 'crab-meat', "crab'meat", 'crab\u2019meat', '  crab   meat!! ', '(crab meat)'])(
    'parts nothing in %j',
    (name) => {
      expect(marksOf(name)).toEqual({ parted: [], marked: [] });
    },
  );

  it.each([
    ['ch!cken steak', ['ch', 'cken']],
    ['ch*ck*n steak', ['ch', 'ck', 'n']],
    ['chi.cken steak', ['chi', 'cken']],
    ['pou|try', ['pou', 'try']],
    ['$almon steak', ['almon']],
    ['chicke* steak', ['chicke']],
    ['steak |iver', ['iver']],
    ['beef_steak', ['beef', 'steak']],
  ])('finds an odd mark in %j', (name, marked) => {
    expect(marksOf(name).marked).toEqual(marked);
  });

  it.each([
    "shepherd's pie",
    'shepherd\u2019s pie',
    'T-bone, 500g (rare)',
    'steak 1.5kg',
    'beef, 65°C',
    'steak #1',
    'salmon & rice + dill/butter',
    'U.S. beef',
    'steak!!! really?',
    'steak (2 lbs, 1")',
    '“wild” salmon…',
    'ribeye — 54C: 2h',
    'steak ~500g, 80% lean',
  ])('finds no odd mark in %j', (name) => {
    expect(marksOf(name).marked).toEqual([]);
  });
});
