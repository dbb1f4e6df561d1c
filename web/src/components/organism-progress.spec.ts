import { plainName, progressOf } from './organism-progress.js';

describe('The progress to pasteurised', () => {
  it('puts the pathogen that is furthest from its target in front', () => {
    const reductions = [
      { organism: 'salmonella', predicted: 99, required: 7 },
      { organism: 'listeria', predicted: 1.5, required: 6 },
    ];
    expect(progressOf(reductions)).toEqual([
      { organism: 'listeria', reached: 1.5, required: 6, part: 0.25 },
      { organism: 'salmonella', reached: 99, required: 7, part: 1 },
    ]);
  });

  it('names a pathogen that it does not know', () => {
    expect(plainName('clostridium_perfringens')).toBe('Clostridium perfringens');
  });
});
