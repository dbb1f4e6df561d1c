import { NeutralWords } from './neutral-words.js';

const PLANTS = new Set(['pfeffer', 'karotte', 'sellerie']);
const words = new NeutralWords(
  ['saftig', 'glassato', 'caramélisé', 'knusprig'],
  ['vorschule'],
  ['kruste', 'püree'],
  (word) => PLANTS.has(word),
);

describe('NeutralWords', () => {
  it.each([
    'saftig',
    'saftiges',
    'saftiger',
    'saftigen',
    'glassata',
    'glassate',
    'glassati',
    'caramelisees',
    'vorschule',
  ])('passes over "%s"', (word) => {
    expect(words.has(word)).toBe(true);
  });

  it.each(['pfefferkruste', 'karottenpuree', 'selleriepuree'])(
    'passes over the compound "%s" of a plant',
    (word) => {
      expect(words.has(word)).toBe(true);
    },
  );

  it.each(['vorschulen', 'saft', 'glas', 'hackkruste', 'kruste', 'leberpuree', 'saftigkeit'])(
    'does not pass over "%s"',
    (word) => {
      expect(words.has(word)).toBe(false);
    },
  );
});
