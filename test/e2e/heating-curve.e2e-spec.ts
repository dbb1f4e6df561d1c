import type { PicturedVerdictDto } from '../../src/cooking/dto/heating-curve.dto.js';
import type { Json } from '../harness/api.js';
import { chicken } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

describe('POST /check-cook?curve=true', () => {
  let testApp: TestApp;
  beforeAll(async () => {
    testApp = await startTestApp();
  });
  afterAll(() => testApp.close());

  const check = (query: string, known: Json = {}) =>
    testApp.api.post<PicturedVerdictDto & Json>(`/check-cook${query}`, chicken(known));
  const curveOf = async (known: Json) => (await check('?curve=true', known)).body.curve!;

  it('adds the curve to the verdict, which stays the same', async () => {
    const [plain, pictured] = [await check(''), await check('?curve=true')];
    const { curve, ...verdict } = pictured.body;
    expect(verdict).toEqual(plain.body);
    expect(Object.keys(curve!)).toEqual([
      'minutes',
      'core_celsius',
      'water_celsius',
      'log_reductions',
      'safe_at_minutes',
    ]);
    expect(curve!.safe_at_minutes).toBe(plain.body.minimum_minutes);
    expect(curve!.core_celsius[0]).toBe(5);
    const end = curve!.minutes.indexOf(90);
    const atEnd = curve!.log_reductions.map(({ organism, required, values }) => {
      return { organism, predicted: Math.floor(values[end]! * 10) / 10, required };
    });
    expect(atEnd).toEqual(plain.body.log_reductions);
  });

  it('shows why a plan is refused', async () => {
    const curve = await curveOf({ time_minutes: 60 });
    const end = curve.minutes.indexOf(60);
    for (const { values, required } of curve.log_reductions) expect(values[end]).toBeLessThan(required);
    expect(curve.safe_at_minutes).toBe(81);
  });

  it('has a core and no pathogens for food that heat need not make safe', async () => {
    const curve = await curveOf({ food_type: 'carrots', temperature_celsius: 84 });
    expect(curve.log_reductions).toEqual([]);
    expect(curve.safe_at_minutes).toBeNull();
    expect(curve.core_celsius.at(-1)).toBeGreaterThan(83);
  });

  it.each([{ temperature_celsius: 140 }, { thickness_mm: 400 }, { time_minutes: -1 }])(
    'is null where no model describes the plan: %j',
    async (known) => {
      expect((await check('?curve=true', known)).body.curve).toBeNull();
    },
  );

  it.each(['', '?curve=false', '?curve='])('is not there without being asked for: "%s"', async (query) => {
    expect((await check(query)).text).toBe((await check('')).text);
    expect((await check(query)).text).not.toContain('curve');
  });

  it.each(['?curve=yes', '?curve=1', '?curve=TRUE', '?curve=true&curve=true', '?curve[a]=true'])(
    'is refused by the name of the field for another value: %s',
    async (query) => {
      expect(await check(query)).toMatchObject({
        status: 400,
        body: { error: 'VALIDATION_ERROR', details: { field: query.includes('[') ? 'curve[a]' : 'curve' } },
      });
    },
  );
});
