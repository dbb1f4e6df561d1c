import { PhraseIndex } from './phrase-index.js';

const indexOf = (...names: string[]): PhraseIndex<string> => {
  const index = new PhraseIndex<string>();
  for (const name of names) index.add(name, name);
  return index;
};
const found = (index: PhraseIndex<string>, text: string, wanted = (_entry: string): boolean => true) =>
  index.find(text.split(' '), wanted).map(({ start, end, entry }) => [start, end, entry]);

describe('PhraseIndex', () => {
  it('finds the longest phrase and no word of it again', () => {
    const index = indexOf('hen', 'wood', 'hen of the woods');
    expect(found(index, 'a hen of the woods and a hen')).toEqual([
      [1, 5, 'hen of the woods'],
      [7, 8, 'hen'],
    ]);
  });

  it('finds whole words only', () => {
    expect(found(indexOf('hen', 'ham'), 'kitchen graham hens')).toEqual([[2, 3, 'hen']]);
  });

  it('finds phrases of one length that share a word', () => {
    const index = indexOf('white fish', 'fish ball', 'fish', 'ball');
    expect(found(index, 'white fish ball')).toEqual([
      [0, 2, 'white fish'],
      [1, 3, 'fish ball'],
    ]);
  });

  it('finds a phrase that reaches beyond a longer one, and none that lies within it', () => {
    const index = indexOf('soft boiled egg', 'boiled egg', 'egg yolk', 'egg', 'yolk');
    expect(found(index, 'soft boiled egg yolk')).toEqual([
      [0, 3, 'soft boiled egg'],
      [2, 4, 'egg yolk'],
    ]);
  });

  it('finds a phrase across two others that stand side by side', () => {
    const index = indexOf('cooked egg', 'white fish', 'egg white');
    expect(found(index, 'cooked egg white fish').map(([, , entry]) => entry)).toEqual([
      'cooked egg',
      'egg white',
      'white fish',
    ]);
  });

  it('passes over entries that are not wanted, and finds shorter ones in their place', () => {
    const index = indexOf('beef tomato', 'beef', 'tomato');
    expect(found(index, 'beef tomato', (entry) => entry !== 'beef tomato')).toEqual([
      [0, 1, 'beef'],
      [1, 2, 'tomato'],
    ]);
  });

  it.each([
    ['patty', 'patties'],
    ['leg of lamb', 'legs of lamb'],
    ['haricot vert', 'haricots verts'],
    ['potato', 'potatoes'],
    ['radish', 'radishes'],
    ['Keule', 'keulen'],
    ['turkey', 'turkeys'],
    ['ox', 'oxes'],
  ])('knows %j also as %j', (name, plural) => {
    const words = plural.split(' ');
    expect(found(indexOf(name), plural)).toEqual([[0, words.length, name]]);
  });

  it('keeps the first entry of a spelling', () => {
    const index = new PhraseIndex<number>();
    index.add('Ei', 1);
    index.add('EI', 2);
    expect(index.word('ei')).toBe(1);
  });

  it('knows nothing by the names of object properties', () => {
    const index = indexOf('beef');
    for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(index.word(word)).toBeUndefined();
      expect(found(index, word)).toEqual([]);
    }
  });

  it('finds nothing in no words, and learns nothing from a name without words', () => {
    const index = indexOf('--');
    expect(index.find([], () => true)).toEqual([]);
    expect(index.word('')).toBeUndefined();
  });

  it('finds the single words that are one typing error away, each entry once', () => {
    const index = indexOf('clam', 'clamp', 'claim', 'clam chowder');
    expect(index.near('clam').toSorted()).toEqual(['claim', 'clam', 'clamp']);
    expect(index.near('clxmx')).toEqual([]);
    expect(index.near('chowde')).toEqual([]);
    expect(index.nearLonger('cla')).toEqual(['clam']);
    expect(index.nearLonger('clem')).toEqual([]);
  });
});
