import { makeSafety } from '../../../test/harness/safety.js';

const catalogue = makeSafety().foods;

describe('FoodCatalogue on meat that was cut small', () => {
  it.each([
    'diced beef',
    'lamb cubes',
    'Rindfleisch in Streifen',
    'bœuf en dés',
    'ternera en tiras',
    'manzo a cubetti',
  ])('no longer takes "%s" for one intact piece', (name) => {
    const { foodClass, judgedAs } = catalogue.understand(name);
    expect(foodClass).toBe('non_intact_meat');
    expect(judgedAs.every(({ mustBePasteurized }) => mustBePasteurized)).toBe(true);
  });

  it('says why', () => {
    expect(catalogue.understand('diced beef').judgedAs[0]?.reason).toMatch(/cannot all be seared/u);
    expect(catalogue.understand('Costco ribeye').judgedAs[0]?.reason).toMatch(/shop tenderises beef/u);
  });

  it.each(['steak with diced onions', 'ribeye with potato cubes', 'New York strips', 'tri tips'])(
    'leaves the steak of "%s" intact',
    (name) => {
      expect(catalogue.understand(name).foodClass).toBe('beef');
    },
  );

  it.each([
    ['diced pork', 'pork'],
    ['chicken cubes', 'poultry'],
    ['salmon cubes', 'fish'],
  ])('judges %j as before: %s', (name, foodClass) => {
    expect(catalogue.understand(name).foodClass).toBe(foodClass);
  });
});
