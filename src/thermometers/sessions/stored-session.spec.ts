import { DataFolder } from '../../../test/harness/data-folder.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { minutes } from '../../shared/units.js';
import { Database } from '../../storage/database.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { ProbeSession } from './probe-session.js';
import { SqlSessionStore } from './sql-session-store.js';
import { readSession, toSessionRow } from './stored-session.js';

const RUNNING: ProbeSession = {
  id: 'one',
  probeId: 'thermoworks-a1-1',
  otherProbeIds: ['smoker-1', 'smoker-2'],
  tolerance: 0.5,
  food: 'chicken “à la” king',
  foodClass: 'poultry',
  thickness: null,
  target: 74,
  vulnerable: true,
  cook: { id: 'cook', cookerId: 'cooker', food: null },
  begunBy: 'tablet',
  begunAt: 1_500,
  startedAt: 1_000,
  endedAt: null,
  endedBy: null,
  faults: [{ from: 2_000, until: null }],
  corrections: [
    {
      probeId: 'thermoworks-a1-1',
      at: 3_000,
      plausibility: { mayImprove: false, lastAt: 2_500 },
      offsets: [-0.5, 0],
      growth: 60_000,
      thinnest: { heats: [5, 5.5], water: 65, at: 2_500 },
      reachedAt: null,
    },
  ],
  outcome: null,
};
const ENDED: ProbeSession = {
  ...RUNNING,
  id: 'two',
  thickness: 40,
  cook: null,
  endedAt: 9_000,
  faults: [],
  corrections: [],
  endedBy: 'silence',
  outcome: {
    verdict: 'pasteurized',
    reductions: [{ name: 'Salmonella', predicted: 7.5, required: 7 }],
    pasteurizedAt: 8_000,
    isMeasured: true,
    wasPasteurized: true,
    inDangerZone: minutes(40),
    maybeInDangerZone: minutes(45),
    growthLimit: minutes(240),
    unobserved: minutes(0),
    newest: { at: 8_900, celsius: 74.2, late: false, outside: false },
  },
};

describe('A stored probe session', () => {
  it.each([RUNNING, ENDED])('is read as it was written: $id', (session) => {
    expect(readSession(toSessionRow(session))).toEqual(session);
  });

  it('is refused when a byte of it was changed', () => {
    const row = toSessionRow(ENDED);
    const forged = { ...row, content: row.content.replace('"predicted":7.5', '"predicted":9.5') };
    expect(() => readSession(forged)).toThrow(StorageUnavailableError);
  });
});

describe('The store of probe sessions', () => {
  const data = new DataFolder();
  const database = new Database(data.path, new DrivenClock());
  const store = new SqlSessionStore(database);
  afterAll(async () => {
    await database.onApplicationShutdown();
    data.remove();
  });

  it('keeps those that run apart from those that ended, and knows when a probe was last used', async () => {
    const claim = {
      requestId: 'session tablet a',
      bodyHash: 'b',
      cookId: 'one',
      status: 200,
      body: null,
      at: 1,
    };
    await store.begin(RUNNING, claim);
    await store.save(ENDED);
    expect(await store.running()).toEqual([RUNNING]);
    expect(await store.ended(5)).toEqual([ENDED]);
    expect(await store.find('two')).toEqual(ENDED);
    expect(await store.find('three')).toBeUndefined();
    expect(await store.lastEndOf(ENDED.probeId)).toBe(9_000);
    expect(await store.lastEndOf('other')).toBeUndefined();
    await store.saveLater({ ...RUNNING, endedAt: 10_000, outcome: ENDED.outcome });
    expect(await store.running()).toEqual([]);
    expect(await store.lastEndOf(ENDED.probeId)).toBe(10_000);
  });

  it('hides one unreadable row, and no other', async () => {
    await store.begin({ ...RUNNING, id: 'four' }, undefined);
    await store.begin({ ...RUNNING, id: 'five' }, undefined);
    await database.writeDirectly((statements) =>
      statements.run("UPDATE probe_sessions SET content = '{}' WHERE session_id = 'four'"),
    );
    expect((await store.running()).map(({ id }) => id)).toEqual(['five']);
  });
});
