import { isDisguised, isMeasure } from './measure.js';

describe('isMeasure', () => {
  it.each([
    '2',
    '500g',
    '2x',
    'x2',
    '5kg',
    '65c',
    '150f',
    '12oz',
    '3lbs',
    '30mm',
    '2x4',
    '2x4cm',
    '90min',
    '1st',
    'a5',
  ])('knows %j', (word) => {
    expect(isMeasure(word)).toBe(true);
    expect(isDisguised(word)).toBe(false);
  });

  it.each(['ch1cken', '8eef', 'h3n', '2ox', 'm34t', '1amb', '٣'])('knows %j for a disguise', (word) => {
    expect(isMeasure(word)).toBe(false);
    expect(isDisguised(word)).toBe(true);
  });

  it.each(['chicken', 'g', ''])('makes nothing of %j, which has no digit', (word) => {
    expect(isMeasure(word)).toBe(false);
    expect(isDisguised(word)).toBe(false);
  });
});
