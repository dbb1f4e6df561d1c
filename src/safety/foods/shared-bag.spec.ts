import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOODS } from '../../../test/harness/safety.js';
import { parseStatedWords } from './food-data.js';
import { sharesBag } from './shared-bag.js';

const stated = parseStatedWords(JSON.parse(readFileSync(join(FOODS, 'told.json'), 'utf8')));

describe('Pieces in one bag', () => {
  it.each([
    ['6 chicken breasts in a bag', true],
    ['three steaks per pouch', true],
    ['6 chicken breasts each in its own bag', false],
    ['chicken breast 20 min in a bag', false],
    ['one chicken breast in a bag', false],
    ['6 chicken breasts', false],
  ])('%s: %p', (name, shared) => {
    expect(sharesBag(name.split(' '), stated)).toBe(shared);
  });
});
