import { approve, makePlan } from '../../test/support/plans.js';
import { ApprovedCook } from './approved-cook.js';

describe('ApprovedCook', () => {
  it('is made for an approved plan, and cannot be changed afterwards', () => {
    const approved = approve(makePlan());
    expect(ApprovedCook.isGenuine(approved)).toBe(true);
    expect(() => Object.assign(approved, { plan: makePlan() })).toThrow(TypeError);
    expect(() => Object.assign(approved.plan, { target: 20 })).toThrow(TypeError);
    expect(() => Object.assign(approved.verdict, { allowed: true })).toThrow(TypeError);
  });

  it('gives its maker away once, and SafetyService has it', () => {
    expect(() => ApprovedCook.claimMaker()).toThrow('taken');
  });

  it('cannot be constructed, not even through the constructor of a genuine one', () => {
    const Constructor = approve().constructor as new (
      key: symbol,
      plan: unknown,
      verdict: unknown,
    ) => unknown;
    expect(() => new Constructor(Symbol('maker of approved cooks'), makePlan(), {})).toThrow(
      'Only the safety engine',
    );
  });

  it.each([
    ['a look-alike', { plan: makePlan(), verdict: { allowed: true } }],
    ['an object with its prototype', Object.create(ApprovedCook.prototype) as unknown],
    ['a copy', { ...approve() }],
    ['nothing', undefined],
    ['null', null],
  ])('does not take %s for genuine', (_case, value) => {
    expect(ApprovedCook.isGenuine(value)).toBe(false);
  });

  it('does not compile for a look-alike', () => {
    const verdict = approve().verdict;
    // @ts-expect-error -- a plain object lacks the private mark
    const imitation: ApprovedCook = { plan: makePlan(), verdict };
    // @ts-expect-error -- the constructor is private
    const make = (): unknown => new ApprovedCook(Symbol('key'), makePlan(), verdict);
    expect(ApprovedCook.isGenuine(imitation)).toBe(false);
    expect(make).toThrow(TypeError);
  });
});
