import { languageFor } from './languages.js';

describe('languageFor', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'de', 'en'], 'de'],
    [['en-US', 'de'], 'en'],
    [['DE'], 'de'],
    [['fr', 'it'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (preferred, language) => {
    expect(languageFor(preferred)).toBe(language);
  });
});
