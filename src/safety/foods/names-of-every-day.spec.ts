import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import type { CookPlan } from '../cook-plan.js';
import type { FoodClass } from './food-class.js';

const catalogue = makeSafety().foods;

/** Names as a chat assistant sends them, by everything they are judged as. */
const NAMES: readonly (readonly [classes: readonly FoodClass[], names: readonly string[]])[] = [
  [
    ['poultry'],
    [
      'boneless skinless chicken breast',
      'bone-in skin-on chicken thighs',
      'chicken breast, 500g, 3cm thick',
      'frozen chicken breasts',
      'chicken drumsticks',
      'chicken tikka masala',
      'teriyaki chicken',
      'BBQ chicken',
      'stuffed chicken breast',
      'turkey breast roast, boneless',
      'bone-in turkey thigh',
      'duck legs confit',
      'pheasant breast',
      'Hähnchenbrustfilet ohne Haut',
      'magret de canard',
    ],
  ],
  [
    ['beef'],
    [
      'NY strip steak',
      'New York strip steak (1.5 inch)',
      'USDA Prime ribeye',
      'A5 wagyu strip loin',
      'Dry-aged T-bone steak',
      'beef brisket (flat)',
      'chuck roast 1.5kg',
      'top round',
      'picanha (top sirloin cap)',
      'roast beef (eye of round)',
      'short ribs, boneless',
      'steak from frozen',
      'beef loin',
      'Rinderfilet Steak',
    ],
  ],
  [
    ['pork'],
    [
      'pork tenderloin medallions',
      'thick-cut pork chops',
      'honey garlic pork chops',
      'St. Louis style ribs',
      'pork shoulder for pulled pork',
      'prosciutto-wrapped pork tenderloin',
      'lomo de cerdo',
    ],
  ],
  [['pork', 'beef'], ['bacon-wrapped filet mignon']],
  [['lamb'], ['rack of lamb', 'leg of lamb (boneless)', 'lamb loin chops', 'semi-boneless leg of lamb']],
  [['non_intact_meat'], ['corned beef brisket', 'beef stew meat']],
  [['ground_meat'], ['burger patties', 'hamburger 80/20', 'turkey burgers', 'Italian sausages']],
  [['game'], ['venison backstrap', 'rabbit legs']],
  [
    ['fish'],
    [
      'salmon fillet skin-on',
      'king salmon fillet',
      'sockeye salmon',
      'tuna steak, sashimi-grade',
      'lemon herb cod',
      'sea bass fillets',
      'Lachsfilet mit Haut',
      'pavé de saumon',
    ],
  ],
  [
    ['crustacean'],
    ['jumbo shrimp, peeled and deveined', 'sea scallops', 'squid rings', 'octopus tentacles', 'crab meat'],
  ],
  [['mollusc'], ['mussels in white wine']],
  [['egg'], ['63°C egg', 'soft-boiled eggs', 'cage-free eggs']],
  [['egg_dish'], ['sous vide egg bites', 'creme brulee', 'eggs benedict']],
  [
    ['vegetable'],
    [
      'corn on the cob',
      'asparagus spears',
      'broccoli florets',
      'baby potatoes',
      'pickled cucumbers',
      'Brussels sprouts',
      'apples with cinnamon',
      'infused olive oil',
    ],
  ],
  [['grain'], ['steel-cut oats', 'rolled oats', 'sushi rice']],
];

describe.each(NAMES)('FoodCatalogue on everyday names of %j', (classes, names) => {
  it.each(names)('understands %j, and doubts nothing', (name) => {
    const { judgedAs, doubts } = catalogue.understand(name);
    expect(judgedAs.map(({ foodClass }) => foodClass)).toEqual(classes);
    expect(doubts).toEqual([]);
  });
});

describe('The cold in a name', () => {
  const isFrozen = (food: string) => makeSafety().foods.understand(food).frozen;

  it.each([
    'frozen chicken breast',
    'Frozen salmon',
    'salmon straight from the freezer',
    'tiefgekühltes Hähnchen',
    'frozen chicken, thawed',
  ])('is heard in %s', (food) => {
    expect(isFrozen(food)).toBe(true);
  });

  it.each(['chicken breast', 'previously frozen salmon', 'salmon, never frozen', 'thawed chicken'])(
    'is not heard in %s',
    (food) => {
      expect(isFrozen(food)).toBe(false);
    },
  );

  it('makes the cook as long as for frozen food, though nobody told where it comes from', () => {
    const minimum = (known: Partial<CookPlan>) => makeSafety().review(makePlan(known)).core?.minimum;
    expect(minimum({ food: 'frozen chicken' })).toBe(minimum({ food: 'chicken', startState: 'frozen' }));
    expect(minimum({ food: 'frozen chicken' })).toBeGreaterThan(minimum({ food: 'chicken' })!);
  });
});
