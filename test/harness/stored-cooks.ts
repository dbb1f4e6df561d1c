import type { CookRecord, RecordedCook } from '../../src/cooking/record/cook-record.js';
import { toRecordedVerdict } from '../../src/safety/stored-verdict.js';
import type { FoodSafety } from '../../src/cooking/status/food-safety.js';
import type { CookCursor, CookPage } from '../../src/cooking/record/cook-record.repository.js';
import { approve, makePlan } from './plans.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;

/** Food that was pasteurised. */
export const makeRecordedSafety = (known: Partial<FoodSafety> = {}): FoodSafety => ({
  pasteurized: true,
  pasteurizedUpTo: 38,
  pasteurizedAt: Date.parse('2026-03-01T13:50:00Z'),
  core: 64.6,
  reductions: [{ name: 'Salmonella', predicted: 12.6, required: 7 }],
  inDangerZone: 47,
  addedMinutes: 0,
  unobservedMinutes: 0,
  spoilt: false,
  basis: 'modelled from bath readings',
  allowed: true,
  warnings: [],
  ...known,
});

/** What was seen of a cook that went well. */
export const makeCookRecord = (known: Partial<CookRecord> = {}): CookRecord => ({
  cookerName: 'Kitchen',
  cookerType: 'a7',
  requestedBy: 'assistant',
  vendorCookId: null,
  lastSeenAt: NOON + 130 * MINUTE,
  bath: {
    first: 21.4,
    lowest: 21.4,
    highest: 65.2,
    last: 64.9,
    reachedAt: NOON + 25 * MINUTE,
    timerStartedAt: NOON + 26 * MINUTE,
  },
  settings: [{ at: NOON, target: 65, timerSeconds: 5400 }],
  interruptions: [],
  safety: makeRecordedSafety(),
  stoppedBy: 'assistant',
  monitor: null,
  ...known,
});

/** Chicken that was cooked and stopped; a test says only what matters to it. */
export const makeRecordedCook = (known: Partial<RecordedCook> = {}): RecordedCook => ({
  cookId: '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11',
  cookerId: 'kP3vXw9TqLz0aB7cR5mNdE',
  startedBy: 'coddle',
  startedAt: NOON,
  endedAt: NOON + 130 * MINUTE,
  plan: makePlan({ food: 'chicken breast' }),
  verdict: toRecordedVerdict(approve().verdict),
  outcome: 'stopped',
  record: makeCookRecord(),
  ...known,
});

/** Cooks in memory, in the place of those that are kept. */
export class FakeCookRecords {
  constructor(readonly cooks: RecordedCook[] = []) {}

  async find(cookId: string): Promise<RecordedCook | undefined> {
    return this.cooks.find((cook) => cook.cookId === cookId);
  }

  async newestFirst(limit: number, { from, cookers }: CookPage = {}): Promise<RecordedCook[]> {
    const sorted = this.cooks.toSorted((one, other) => (isBefore(one, other) ? 1 : -1));
    const visible = sorted.filter(({ cookerId }) => cookers === undefined || cookers.has(cookerId));
    return visible.filter((cook) => from === undefined || isBefore(cook, from)).slice(0, limit);
  }
}

const isBefore = (one: CookCursor, other: CookCursor): boolean =>
  one.startedAt === other.startedAt ? one.cookId < other.cookId : one.startedAt < other.startedAt;
