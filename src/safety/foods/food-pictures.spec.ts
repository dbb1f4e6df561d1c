import { spellPictures } from './food-pictures.js';

describe('spellPictures', () => {
  it.each([
    ['🐔', ' picturechicken '],
    ['steak🍗', 'steak picturepoultry '],
    ['🦪 and 🐟', ' pictureoyster  and  picturefish '],
  ])('spells %j', (name, spelt) => {
    expect(spellPictures(name)).toBe(spelt);
  });

  it.each(['🌿 carrot', '🥩 steak', 'steak 🔥', 'chicken', '©'])('leaves %j as it is', (name) => {
    expect(spellPictures(name)).toBe(name);
  });
});
