import fc from 'fast-check';
import { FollowedFood } from '../../../test/harness/followed-food.js';
import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { trials } from '../../../test/harness/soak.js';
import { celsius, millimetres, milliseconds, minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { FoodMonitor } from './food-monitor.js';
import type { MonitorSnapshot } from './monitor-snapshot.js';
import { pack, unpack } from './packed-numbers.js';
import { SnapshotRefusedError } from './snapshot-refused.error.js';

describe('A snapshot that is not as it was made', () => {
  const { plan: chicken, monitor } = new FollowedFood()
    .lie(minutes(20), { water: 60 })
    .read(65, 900)
    .lie(minutes(85), { water: 65 });
  const sound = monitor.snapshot()!;
  const resume = (snapshot: unknown, plan = chicken, lastAt = 0) =>
    makeSafety().follow(plan, { snapshot, lastAt: milliseconds(lastAt) });
  const numbers = unpack(sound.piece, 43);
  const withNumber = (index: number, number: number) => {
    const bytes = Buffer.from(sound.piece, 'base64');
    bytes.writeFloatLE(number, index * 4);
    return { piece: bytes.toString('base64') };
  };
  const amounts = [
    'water',
    'target',
    'begunAgo',
    'reachedAgo',
    'planned',
    'unseen',
    'growing',
    'pasteurizedUpTo',
  ];

  it('would be taken as it was made', () => {
    expect(resume(sound)).toBeDefined();
    expect(numbers.every(Number.isFinite)).toBe(true);
  });

  it.each([undefined, null, 5, 'snapshot', [], {}])('is refused as %j', (nothing) => {
    expect(() => resume(nothing)).toThrow(SnapshotRefusedError);
  });

  it.each(Object.keys(sound))('is refused without its %s', (field) => {
    expect(() => resume({ ...sound, [field]: undefined })).toThrow(SnapshotRefusedError);
  });

  it.each(amounts.flatMap((field) => ['5', NaN, Infinity, {}, [5]].map((value) => [field, value] as const)))(
    'is refused with a %s of %j',
    (field, value) => {
      expect(() => resume({ ...sound, [field]: value })).toThrow(`its ${field} is damaged`);
    },
  );

  it.each<[string, Partial<Record<keyof MonitorSnapshot, unknown>>]>([
    ['its unseen is damaged', { unseen: -1 }],
    ['its water is damaged', { water: -0.1 }],
    ['its water is damaged', { water: 100.1 }],
    ['its target is damaged', { target: null }],
    ['its begunAgo is damaged', { begunAgo: -1 }],
    ['its reachedAgo is damaged', { reachedAgo: -1 }],
    ['its planned is damaged', { planned: -1 }],
    ['its growing is damaged', { growing: -1 }],
    ['more time than has passed', { reachedAgo: sound.begunAgo + 1001 }],
    ['more time than has passed', { unseen: sound.begunAgo / 1000 + 2 }],
    ['more time than has passed', { growing: sound.begunAgo / 1000 + 2 }],
    ['other thicknesses', { pasteurizedUpTo: sound.pasteurizedUpTo + 10 }],
    ['other thicknesses', { pasteurizedUpTo: 149 }],
    ['other thicknesses', { rungs: sound.rungs.slice(1) }],
    ['other thicknesses', { rungs: [...sound.rungs, sound.rungs[0]] }],
    ['its rungs is damaged', { rungs: [...sound.rungs.slice(1), 5] }],
    ['its rungs is damaged', { rungs: sound.rungs.join() }],
    ['another number of shells', { rungs: [...sound.rungs.slice(1), sound.piece] }],
    ['its piece is damaged', { piece: 5 }],
    ['not base64', { piece: `*${sound.piece.slice(1)}` }],
    ['another number of shells', { piece: pack(numbers.slice(1)) }],
    ['another number of shells', { piece: pack([...numbers, 0]) }],
    ['hotter or colder', withNumber(20, NaN)],
    ['hotter or colder', withNumber(20, 102)],
    ['hotter or colder', withNumber(20, -101)],
    ['hotter or colder', withNumber(39, Infinity)],
    ['no pathogen can lose', withNumber(40, -0.001)],
    ['no pathogen can lose', withNumber(42, NaN)],
    ['no pathogen can lose', withNumber(42, Infinity)],
    ['another version of the safety engine', { engine: `${sound.engine}1` }],
    ['another version of the safety engine', { engine: 2 }],
    ['about another plan', { plan: `${sound.plan} ` }],
  ])('is refused because of %s, with %j', (problem, change) => {
    expect(() => resume({ ...sound, ...change })).toThrow(SnapshotRefusedError);
    expect(() => resume({ ...sound, ...change })).toThrow(problem);
  });

  it.each<Partial<CookPlan>>([
    { food: 'chicken breast' },
    { food: undefined },
    { food: 'pork chop' },
    { food: 'egg' },
    { food: 'carrots' },
    { target: celsius(64.9) },
    { hold: minutes(91) },
    { thickness: millimetres(35) },
    { shape: 'portion' },
    { startState: 'frozen' },
    { vulnerableConsumers: true },
    { cookerType: 'pro' },
  ])('is refused for the other plan %j', (known) => {
    expect(() => resume(sound, makePlan(known))).toThrow(SnapshotRefusedError);
  });

  it('names the version of the engine that a verdict names', () => {
    expect(sound.engine).toBe(makeSafety().review(chicken).rulesVersion);
  });

  it('is taken for a plan that was kept as JSON, too', () => {
    expect(resume(sound, JSON.parse(JSON.stringify(chicken)) as CookPlan)).toBeDefined();
  });

  it.each([NaN, Infinity, -Infinity])('is refused where the last reading was at %d', (lastAt) => {
    expect(() => resume(sound, chicken, lastAt)).toThrow('its age is unknown');
  });

  it('is refused in a sentence', () => {
    expect(() => resume({})).toThrow(
      expect.objectContaining({
        message:
          'What was kept of the food before the restart cannot be used: another version of the safety engine made it.',
      }) as Error,
    );
  });

  it('is refused or gives a food of valid temperatures, after any change', () => {
    const texts = fc.constantFrom<keyof MonitorSnapshot>('piece', 'rungs');
    const harm = fc.oneof(
      fc
        .tuple(fc.constantFrom(...Object.keys(sound)), fc.jsonValue())
        .map(([field, value]) => ({ [field]: value })),
      fc
        .tuple(texts, fc.nat(), fc.base64String({ minLength: 1, maxLength: 8 }))
        .map(([field, where, text]) => {
          const broken = (whole: string) => {
            const at = where % whole.length;
            return whole.slice(0, at) + text + whole.slice(at + text.length);
          };
          return { [field]: field === 'piece' ? broken(sound.piece) : sound.rungs.map(broken) };
        }),
    );
    fc.assert(
      fc.property(harm, (change) => {
        const resumed = resumedOrRefused({ ...sound, ...change });
        if (resumed === undefined) return;
        resumed.follow({ at: milliseconds(300_000), water: celsius(65), target: celsius(65) });
        const { core, reductions, pasteurizedUpTo, missing } = resumed.report()!;
        expect(core).toBeGreaterThan(-100);
        expect(core).toBeLessThan(101);
        for (const { predicted } of reductions) expect(predicted).toBeGreaterThanOrEqual(0);
        expect(pasteurizedUpTo).toBeGreaterThanOrEqual(sound.pasteurizedUpTo);
        expect(missing).toBeGreaterThanOrEqual(0);
      }),
      trials(60, 300),
    );
  });

  function resumedOrRefused(snapshot: unknown): FoodMonitor | undefined {
    try {
      return resume(snapshot);
    } catch (error) {
      expect(error).toBeInstanceOf(SnapshotRefusedError);
      return undefined;
    }
  }
});
