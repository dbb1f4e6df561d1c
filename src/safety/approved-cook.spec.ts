import { approve, makePlan } from '../../test/harness/plans.js';
import { ApprovedCook } from './safety.service.js';

/** What the cooker would be set to; undefined when it was refused. */
function targetOf(make: () => ApprovedCook): number | undefined {
  try {
    return make().plan.target;
  } catch {
    return undefined;
  }
}

describe('ApprovedCook', () => {
  it('is made for an approved plan, and cannot be changed afterwards', () => {
    const approved = approve(makePlan());
    expect(ApprovedCook.isGenuine(approved)).toBe(true);
    expect(() => Object.assign(approved, { plan: makePlan() })).toThrow(TypeError);
    expect(() => Object.assign(approved.plan, { target: 20 })).toThrow(TypeError);
    expect(() => Object.assign(approved.verdict, { allowed: true })).toThrow(TypeError);
  });

  it('cannot be constructed, not even through the constructor of a genuine one', () => {
    const Constructor = approve().constructor as new (
      key: symbol,
      plan: unknown,
      verdict: unknown,
    ) => unknown;
    expect(() => new Constructor(Symbol('approval of a cook'), makePlan(), {})).toThrow(
      'Only the safety engine',
    );
  });

  it('has no constructor that anything else could go through, not even by reflection', () => {
    const genuine = approve();
    const Constructor = genuine.constructor as new (...given: readonly unknown[]) => object;
    class Heir extends Constructor {}
    class Shifted extends Object {}
    const given = [Symbol('approval of a cook'), genuine.plan, genuine.verdict];
    for (const make of [
      () => Reflect.construct(Constructor, given),
      () => Reflect.construct(Constructor, given, Shifted),
      () => Reflect.construct(Constructor, []),
      () => new Heir(...given),
      () => new Heir(),
    ])
      expect(make).toThrow('Only the safety engine');
  });

  it('gives nothing away by which another could be made', async () => {
    const own = ['length', 'name', 'prototype', 'isGenuine'];
    expect(Reflect.ownKeys(ApprovedCook).toSorted()).toEqual(own.toSorted());
    const exported = await import('./safety.service.js');
    expect(Object.keys(exported).toSorted()).toEqual(['ApprovedCook', 'READ_FOODS', 'SafetyService']);
  });

  it('is not what the engine did not judge: a plan that changes while it is read is approved as it was judged', () => {
    for (let reads = 1; reads < 60; reads++) {
      let left = reads;
      const shifty = Object.defineProperty(makePlan(), 'target', {
        enumerable: true,
        get: () => (left-- > 0 ? 65 : 40),
      });
      expect(targetOf(() => approve(shifty))).not.toBe(40);
    }
  });

  it.each([
    ['a look-alike', { plan: makePlan(), verdict: { allowed: true } }],
    ['an object with its prototype', Object.create(ApprovedCook.prototype) as unknown],
    ['a copy', { ...approve() }],
    ['a clone', structuredClone(approve())],
    ['what went through JSON', JSON.parse(JSON.stringify(approve())) as unknown],
    ['an heir of a genuine one', Object.create(approve()) as unknown],
    ['a genuine one behind a proxy', new Proxy(approve(), {})],
    ['a copy that was given the prototype', Object.setPrototypeOf({ ...approve() }, ApprovedCook.prototype)],
    [
      'all properties of a genuine one',
      Object.create(ApprovedCook.prototype, Object.getOwnPropertyDescriptors(approve())),
    ],
    ['a function', approve],
    ['a word', 'ApprovedCook'],
    ['nothing', undefined],
    ['null', null],
  ])('does not take %s for genuine', (_case, value) => {
    expect(ApprovedCook.isGenuine(value)).toBe(false);
  });

  it('does not compile for an object of the same form', () => {
    const verdict = approve().verdict;
    // @ts-expect-error -- a plain object lacks the private mark
    const imitation: ApprovedCook = { plan: makePlan(), verdict };
    // @ts-expect-error -- a copy has lost it
    const copy: ApprovedCook = { ...approve() };
    const pick = (): Pick<ApprovedCook, 'plan' | 'verdict'> => approve();
    // @ts-expect-error -- the same holds for a copy of the same form
    const shape: ApprovedCook = pick();
    // @ts-expect-error -- no class may inherit from it
    const heir = (): unknown => class extends ApprovedCook {};
    // @ts-expect-error -- the constructor is private
    const make = (): unknown => new ApprovedCook(Symbol('key'), makePlan(), verdict);
    expect([imitation, copy, heir].some((one) => ApprovedCook.isGenuine(one))).toBe(false);
    expect(ApprovedCook.isGenuine(shape)).toBe(true);
    expect(make).toThrow(TypeError);
  });
});
