import { boiledLegumes } from './boiled-legume.js';

const isBoiled = boiledLegumes({
  before: ['boiled', 'canned'],
  after: ['boiled', 'aus der Dose', 'en boîte'],
  unless: ['not', 'dried', 'Roh'],
});
const BEANS = ['kidney', 'beans'];

/** Asks about the two words "kidney beans" in a text. */
const asked = (text: string): boolean => {
  const words = text.split(' ');
  const start = words.indexOf('kidney');
  return isBoiled(words, { start, end: start + BEANS.length, entry: undefined });
};

describe('boiledLegumes', () => {
  it.each([
    'boiled kidney beans',
    'canned kidney beans with rice',
    'kidney beans boiled',
    'kidney beans aus der dose',
    'kidney beans en boite',
  ])('believes %j', (text) => {
    expect(asked(text)).toBe(true);
  });

  it.each([
    ['kidney beans', 'nothing is said'],
    ['boiled red kidney beans', 'another word stands between'],
    ['kidney beans boiled egg', 'it is the egg'],
    ['kidney beans in boiled water', 'it is the water'],
    ['not boiled kidney beans', 'it is denied'],
    ['boiled kidney beans not', 'it is denied behind'],
    ['dried boiled kidney beans', 'it is taken back'],
    ['roh boiled kidney beans', 'it is taken back in another language'],
  ])('does not believe %j, since %s', (text) => {
    expect(asked(text)).toBe(false);
  });

  it('believes nothing for a phrase of the data that has no words', () => {
    const careless = boiledLegumes({ before: ['--'], after: ['缶詰'], unless: [] });
    expect(careless(BEANS, { start: 0, end: 2, entry: undefined })).toBe(false);
  });
});
