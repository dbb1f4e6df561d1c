import { celsius } from '../../shared/units.js';
import {
  EGG_ORGANISMS,
  FATTY_FISH_ORGANISMS,
  LEAN_FISH_ORGANISMS,
  MEAT_ORGANISMS,
  MOLLUSC_VIRUSES,
  POULTRY_ORGANISMS,
  STRICT_ORGANISMS,
} from './lethality.js';

const ALL = [
  ...MEAT_ORGANISMS,
  ...POULTRY_ORGANISMS,
  ...LEAN_FISH_ORGANISMS,
  ...FATTY_FISH_ORGANISMS,
  ...EGG_ORGANISMS,
  ...STRICT_ORGANISMS,
];

describe('The organisms', () => {
  it('have the published figures', () => {
    const figures = ALL.map((one) =>
      [one.name, one.target, one.decimalReduction, one.reference, one.z].join(' '),
    );
    expect(figures).toEqual([
      'E. coli 5 19.35 55 4.87',
      'Salmonella 6.5 13.18 55 7.58',
      'Listeria 6 12.66 55 9.22',
      'Salmonella 7 4.68 60 6.45',
      'Listeria 6 5.94 60 5.66',
      'Listeria 6 2.88 60 5.59',
      'Listeria 6 5.13 60 5.68',
      'Salmonella 7 13.18 55 7.58',
      `Listeria 6 ${1 / 3} 70 7.5`,
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
