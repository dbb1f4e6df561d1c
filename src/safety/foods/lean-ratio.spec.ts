import { tellsLeanRatio } from './lean-ratio.js';

describe('tellsLeanRatio', () => {
  it.each([
    'beef 80/20',
    'chuck 75 25',
    'beef 96/4',
    '85% lean beef',
    '93 lean beef',
    'beef 5 % fat',
    'rind 20 prozent fett',
    'boeuf 15% matieres grasses',
    'ternera 10% grasa',
  ])('knows the label of ground meat in "%s"', (text) => expect(tellsLeanRatio(text)).toBe(true));

  it.each([
    'beef',
    'steak 60 / 30',
    'lean beef',
    'grade 5 steak',
    'steak 10/20',
    '4 x 200 g',
    'fat steak',
    'low fat milk 1.5',
  ])('finds none in "%s"', (text) => expect(tellsLeanRatio(text)).toBe(false));
});
