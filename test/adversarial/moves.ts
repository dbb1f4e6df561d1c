import fc from 'fast-check';

/** What can happen, and how often it does beside the others. */
const WEIGHTS = {
  start: 14,
  repeat: 4,
  amend: 3,
  borrow: 2,
  forge: 2,
  split: 2,
  elsewhere: 1,
  check: 1,
  look: 3,
  approve: 5,
  approveOnPage: 4,
  deny: 1,
  denyOnPage: 1,
  approveUnproven: 1,
  decideOnPageUnproven: 1,
  approveByText: 2,
  arm: 9,
  disarm: 1,
  revoke: 1,
  narrow: 1,
  stop: 3,
  idle: 4,
  wait: 3,
  setBack: 1,
  leave: 3,
  discard: 2,
  discardUnproven: 1,
} as const;

/** The name of something that can happen. */
export type Kind = keyof typeof WEIGHTS;

/** Something that happens; its numbers choose among what there is at that moment. */
export interface Move {
  readonly kind: Kind;
  readonly who: number;
  readonly way: number;
  readonly plan: number;
  readonly cooker: number;
  readonly id: number;
  readonly pick: number;
}

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(
    ...Object.entries(WEIGHTS).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as Kind),
    })),
  ),
  who: fc.nat({ max: 99 }),
  way: fc.nat({ max: 2 }),
  plan: fc.nat({ max: 9 }),
  cooker: fc.constantFrom(0, 0, 0, 1),
  id: fc.nat({ max: 3 }),
  pick: fc.nat({ max: 99 }),
});

/** Sequences of moves; those of one group happen at once. */
export const sequences: fc.Arbitrary<readonly (readonly Move[])[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.tuple(move) },
    { weight: 1, arbitrary: fc.array(move, { minLength: 2, maxLength: 4 }) },
  ),
  { minLength: 3, maxLength: 9 },
);
