import { hourDigits, languageFor, varietyOf } from './languages.js';

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

describe('varietyOf', () => {
  it.each([
    ['en', ['de-AT', 'en-GB', 'en-US'], 'en-GB'],
    ['de', ['de-AT', 'en-GB'], 'de-AT'],
    ['de', ['en-GB'], 'de'],
    ['en', [], 'en'],
  ] as const)('of %s for %j is %s', (language, preferred, variety) => {
    expect(varietyOf(language, preferred)).toBe(variety);
  });
});

describe('hourDigits', () => {
  it.each([
    ['en', 'numeric'],
    ['en-US', 'numeric'],
    ['en-GB', '2-digit'],
    ['de', '2-digit'],
  ] as const)('of %s are %s', (variety, digits) => {
    expect(hourDigits(variety)).toBe(digits);
  });
});
