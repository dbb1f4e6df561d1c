import { makePlan } from '../../test/support/plans.js';
import { makeSafety } from '../../test/support/safety.js';
import { minutes } from '../shared/units.js';
import { assumptionsOf, sourcesOf, warningsOf } from './wording.js';

const { foods } = makeSafety();
const understand = (food: string | undefined) => foods.understand(food);
const warnings = (food: string | undefined, hold = 90) =>
  warningsOf(makePlan({ food, hold: minutes(hold) }), understand(food));

describe('warningsOf', () => {
  it('says that the time was not judged, wherever time decides', () => {
    for (const food of ['chicken', 'salmon', 'egg', 'zorblax']) {
      expect(warnings(food, 75).at(-1)).toBe(
        'Only the temperature was judged: whether 75 min are enough for the centre depends on the thickest point.',
      );
    }
  });

  it.each(['carrots', 'yoghurt', 'chocolate', 'boiled kidney beans'])('has nothing to say of %s', (food) => {
    expect(warnings(food)).toEqual([]);
  });

  it.each([
    [undefined, /^I was not told what the food is, .* Say it plainly/],
    ['zorblax', /^I did not recognise the food, .* Say it plainly/],
    ['', /^I did not recognise the food/],
    ['beef with chiken and salmom', /^I was not sure of “chiken”, “salmom”, so I judged strictly\. Say it/],
    ['meat', /^I did not recognise the food/],
  ])('says that it judged %p strictly, and why', (food, words) => {
    expect(warnings(food)).toHaveLength(2);
    expect(warnings(food)[0]).toMatch(words);
  });

  it('doubts no food that it knows', () => {
    expect(warnings('beef with mushrooms')).toHaveLength(1);
  });
});

describe('assumptionsOf', () => {
  it.each([
    ['Burger', ['Understood as ground meat, from “burger”.']],
    ['Beef (actually chicken)', ['Understood as poultry, from “beef”, “chicken”.']],
    ['hen of the woods', ['Understood as vegetable, from “hen of the woods”.']],
    ['zorblax', []],
    ['', []],
    [undefined, []],
  ])('tells how %p was understood', (food, assumptions) => {
    expect(assumptionsOf(understand(food))).toEqual(assumptions);
  });
});

describe('sourcesOf', () => {
  it('names the source of every limit, each once', () => {
    const food = understand('chicken with beef, lamb and duck');
    const sources = sourcesOf(food);
    expect(sources).toEqual([...new Set(food.judgedAs.map(({ source }) => source))]);
    // Lamb and beef have one source.
    expect(sources).toHaveLength(2);
    expect(sources.join()).toContain('FSIS');
  });
});
