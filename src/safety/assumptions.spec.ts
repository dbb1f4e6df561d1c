import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { millimetres } from '../shared/units.js';
import { assumptionsOf, sourcesOf, asNamed } from './named-plan.js';
import { NO_FACTS } from './foods/food.js';

const { foods } = makeSafety();
const understand = (food: string | undefined) => foods.understand(food);

describe('assumptionsOf', () => {
  const fridge = 'The food goes into water that is at its temperature already, from the fridge, at 5 °C.';
  const [thickness, shape] = [millimetres(30), 'portion'] as const;

  it.each([
    ['Burger', ['Understood as ground meat, from “burger”.']],
    ['Beef (actually chicken)', ['Understood as poultry, from “beef”, “chicken”.']],
    ['hen of the woods', ['Understood as vegetable, from “hen of the woods”.']],
    ['zorblax', []],
    ['', []],
    [undefined, []],
  ])('names how %p was understood', (food, understood) => {
    const plan = makePlan({ food, thickness, shape });
    expect(assumptionsOf(plan, understand(food))).toEqual([...understood, fridge]);
  });

  it('names the thickness and the shape that were assumed', () => {
    const [understood, ...others] = assumptionsOf(makePlan({ food: 'sausage' }), understand('sausage'));
    expect(understood).toContain('“sausage”');
    expect(others).toEqual(['The thickest point is 40 mm.', 'The shape is a cylinder.', fridge]);
  });

  it.each([
    ['refrigerated', 'from the fridge, at 5 °C.'],
    ['room', 'at 20 °C.'],
    ['frozen', 'frozen, at −18 °C.'],
  ] as const)('explains what %s means', (startState, words) => {
    const plan = makePlan({ food: undefined, thickness, shape, startState });
    expect(assumptionsOf(plan, understand(undefined))).toEqual([
      `The food goes into water that is at its temperature already, ${words}`,
    ]);
  });
});

describe('sourcesOf', () => {
  it('names the source of every limit, each once', () => {
    const food = understand('chicken with beef, lamb and duck');
    const sources = sourcesOf(makePlan(), food);
    expect(sources).toEqual([...new Set(food.judgedAs.map(({ source }) => source))]);
    // Lamb and beef have one source.
    expect(sources).toHaveLength(2);
    expect(sources.join()).toContain('FSIS');
  });

  it('names the source of a poison in front, and that of the plausible thickness last', () => {
    const facts = {
      ...NO_FACTS,
      poison: { reason: 'It is poisonous.', source: 'Toxicology' },
      plausible: { thinnest: millimetres(20), thickest: millimetres(60), source: 'Butchery' },
    };
    const food = { ...understand('chicken'), facts };
    const sources = sourcesOf(makePlan({ thickness: millimetres(30) }), food);
    expect([sources[0], sources.at(-1)]).toEqual(['Toxicology', 'Butchery']);
    expect(sourcesOf(makePlan(), food)).not.toContain('Butchery');
  });
});

describe('The thickness that was judged', () => {
  const inWords = {
    ...understand('chicken'),
    facts: { ...NO_FACTS, statedThickness: { thickness: millimetres(50), words: '5 cm thick' } },
  };

  it('is shown with the words that it comes from', () => {
    expect(assumptionsOf(asNamed(makePlan(), inWords), inWords)).toContain(
      'The thickest point is 50 mm, from “5 cm thick”.',
    );
  });

  it('needs no word where the field holds it', () => {
    const plan = asNamed(makePlan({ thickness: millimetres(60) }), inWords);
    expect(assumptionsOf(plan, inWords).join()).not.toContain('thickest');
  });
});
