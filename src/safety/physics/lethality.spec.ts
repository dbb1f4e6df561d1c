import fc from 'fast-check';
import { celsius, seconds } from '../../shared/units.js';
import {
  EGG_ORGANISMS,
  FATTY_FISH_ORGANISMS,
  LEAN_FISH_ORGANISMS,
  logReduction,
  MEAT_ORGANISMS,
  MOLLUSC_VIRUSES,
  POULTRY_ORGANISMS,
  STRICT_ORGANISMS,
  type CoreSample,
} from './lethality.js';

const ALL = [
  ...MEAT_ORGANISMS,
  ...POULTRY_ORGANISMS,
  ...LEAN_FISH_ORGANISMS,
  ...FATTY_FISH_ORGANISMS,
  ...EGG_ORGANISMS,
  ...STRICT_ORGANISMS,
];
const sample = (at: number, core: number): CoreSample => ({ at: seconds(at), core: celsius(core) });
const [strict = ALL[0]!] = STRICT_ORGANISMS;

describe('The organisms', () => {
  it('have the published figures', () => {
    const figures = ALL.map((one) =>
      [one.name, one.target, one.decimalReduction, one.reference, one.z, one.validFrom].join(' '),
    );
    expect(figures).toEqual([
      'E. coli 5 19.35 55 4.87 54',
      'Salmonella 6.5 13.18 55 7.58 54',
      'Listeria 6 12.66 55 9.22 54',
      'Salmonella 7 4.68 60 6.45 57',
      'Listeria 6 5.94 60 5.66 57',
      'Listeria 6 2.88 60 5.59 55',
      'Listeria 6 5.13 60 5.68 55',
      'Salmonella 7 13.18 55 7.58 54',
      `Listeria 6 ${1 / 3} 70 7.5 55`,
    ]);
  });
});

describe('The rate of killing', () => {
  it.each(ALL)('of $name ($target log) is one reduction per D at the reference, ten z hotter', (organism) => {
    const perMinute = 60 * organism.rate(organism.reference);
    expect(perMinute).toBeCloseTo(1 / organism.decimalReduction, 12);
    const hotter = organism.rate(celsius(organism.reference + organism.z));
    expect((60 * hotter) / perMinute).toBeCloseTo(10, 9);
  });

  it.each([-18, 5, 52.2999, NaN])('is nothing at %d °C', (core) => {
    expect(ALL.map(({ rate }) => rate(celsius(core)))).toEqual(ALL.map(() => 0));
  });

  it('is something from 52.3 °C up', () => {
    expect(ALL.every(({ rate }) => rate(celsius(52.3)) > 0)).toBe(true);
  });
});

describe('The virus of molluscs', () => {
  const [virus = ALL[0]!] = MOLLUSC_VIRUSES;

  it('is killed 4 log in 90 s at 90 °C, not a bit below, and no faster above', () => {
    expect(90 * virus.rate(celsius(90))).toBeCloseTo(virus.target, 12);
    expect(virus.rate(celsius(89.999))).toBe(0);
    expect(virus.rate(celsius(99))).toBe(virus.rate(celsius(90)));
  });
});

describe('The reduction over a history', () => {
  it('is six log after two minutes at 70 °C', () => {
    expect(logReduction([sample(0, 70), sample(120, 70)], strict)).toBeCloseTo(6, 9);
  });

  it('counts the time between two samples as cold as the colder of them', () => {
    expect(logReduction([sample(0, 52), sample(600, 70)], strict)).toBe(0);
    expect(logReduction([sample(0, 70), sample(600, 52)], strict)).toBe(0);
  });

  it('is nothing for one sample or none, for unknown temperatures, and for time that runs backwards', () => {
    expect(logReduction([], strict)).toBe(0);
    expect(logReduction([sample(5, 70)], strict)).toBe(0);
    expect(logReduction([sample(0, 70), sample(120, NaN)], strict)).toBe(0);
    expect(logReduction([sample(120, 70), sample(0, 70)], strict)).toBe(0);
  });

  it('never falls as the history goes on', () => {
    const steps = fc.tuple(
      fc.double({ min: 0, max: 600, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(steps, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(...ALL),
        (parts, organism) => {
          let at = 0;
          const history = parts.map(([length, core]) => sample((at += length), core));
          const shorter = logReduction(history.slice(0, -1), organism);
          expect(logReduction(history, organism)).toBeGreaterThanOrEqual(shorter);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
