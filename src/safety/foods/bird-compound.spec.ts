import { birdOf } from './bird-compound.js';

describe('The bird of a German compound', () => {
  it.each([
    ['weihnachtsgans', 'gans'],
    ['festtagspute', 'pute'],
    ['bauernente', 'ente'],
    ['caliente', 'caliente'],
    ['gans', 'gans'],
  ])('of %s is %s', (word, bird) => {
    expect(birdOf(word)).toBe(bird);
  });
});
