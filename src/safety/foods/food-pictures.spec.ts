import { spellPictures } from './food-pictures.js';

describe('spellPictures', () => {
  it.each([
    ['🐔', ' chicken '],
    ['steak🍗', 'steak poultry '],
    ['🦪 and 🐟', ' oyster  and  fish '],
  ])('spells %j', (name, spelt) => {
    expect(spellPictures(name)).toBe(spelt);
  });

  it.each(['🌿 carrot', '🥩 steak', 'steak 🔥', 'chicken', '©'])('leaves %j as it is', (name) => {
    expect(spellPictures(name)).toBe(name);
  });
});
