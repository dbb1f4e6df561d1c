import { reportOf } from '../../../test/harness/status-reports.js';
import { makeReading } from '../../../test/harness/readings.js';
import type { StatusDto } from '../../cooking/dto/status.dto.js';
import { celsius } from '../../shared/units.js';
import { COOKER_STATES } from '../discovery/cooker-entities.js';
import { cookerState, type CookerFacts } from './cooker-state.js';

const AT = '2026-11-20T12:00:00Z';
const status = (known: Partial<StatusDto> = {}): StatusDto => ({
  ...reportOf(makeReading({ mode: 'cooking', running: true, water: celsius(64.8), target: celsius(65) })),
  ...known,
});
const facts = (known: Partial<CookerFacts> = {}): CookerFacts => ({
  ...{ status: status(), readingAt: AT, lowWater: false },
  ...known,
});

describe('The state of a cooker', () => {
  it('has a value for each entity', () => {
    expect(cookerState(facts())).toEqual({
      ...{ water: 64.8, target: 65, state: 'cooking', ends_at: null, timer: null, pasteurized_at: null },
      ...{ core: null, core_basis: null, running: 'ON', fault: 'OFF', low_water: 'OFF' },
      ...{ reachable: 'ON', reading_at: AT },
    });
  });

  it('has the whole length of the timer, before it runs and after it has ended', () => {
    const timer = (left: number | null, run: number | null) =>
      cookerState(facts({ status: status({ time_remaining_minutes: left, time_elapsed_minutes: run }) }))
        .timer;
    expect([timer(90, 0), timer(47, 43), timer(0, 90), timer(null, null)]).toEqual([90, 90, 90, null]);
  });

  it('knows no measured value by an old reading', () => {
    expect(cookerState(facts({ status: status({ stale: true }) }))).toMatchObject({
      water: null,
      core: null,
    });
  });

  it('knows nothing of a cooker that never reported', () => {
    const unknown = {
      status: status({ state: 'unknown', device_online: false }),
      readingAt: null,
      lowWater: null,
    };
    const state = cookerState(unknown);
    expect(state).toMatchObject({
      running: null,
      fault: null,
      low_water: null,
      reachable: 'OFF',
      reading_at: null,
    });
    expect(COOKER_STATES).toContain(state.state);
  });

  it('leaves an end where it is while only roundings move it', () => {
    const ends = (end: string, before?: ReturnType<typeof cookerState>) =>
      cookerState(facts({ status: status({ expected_end: end }) }), before);
    const first = ends('2026-11-20T13:00:00Z');
    expect(ends('2026-11-20T13:00:04Z', first).ends_at).toBe('2026-11-20T13:00:00Z');
    expect(ends('2026-11-20T13:00:20Z', first).ends_at).toBe('2026-11-20T13:00:20Z');
    expect(cookerState(facts(), first).ends_at).toBeNull();
  });

  describe('of the core', () => {
    const measured = {
      session_id: 's',
      probe_id: 'p',
      reading_at: AT,
      difference_celsius: 1,
      cause: null,
      effect: 'none',
    } as const;
    const withCore = (known: object) =>
      cookerState(
        facts({
          status: status({
            safety: {
              ...{ pasteurized: false, pasteurized_up_to_mm: 3, pasteurized_at: null, core_temp_celsius: 50 },
              ...{
                log_reductions: [],
                minutes_core_in_danger_zone: 1,
                added_minutes: 0,
                minutes_unobserved: 0,
              },
              ...{ error: null, basis: 'modelled', allowed: true, warnings: [] },
              ...known,
            },
          }),
        }),
      );

    it('is modelled without a probe', () => {
      expect(withCore({})).toMatchObject({ core: 50, core_basis: 'modelled' });
    });

    it('is measured where a probe has a value that is true', () => {
      const core = { ...measured, temperature_celsius: 51, reading_age_seconds: 3, error: null };
      expect(withCore({ measured_core: core })).toMatchObject({ core: 51, core_basis: 'measured' });
      for (const wrong of [
        { temperature_celsius: null },
        { reading_age_seconds: 300 },
        { error: 'PROBE_IMPLAUSIBLE' },
      ])
        expect(withCore({ measured_core: { ...core, ...wrong } })).toMatchObject({
          core: 50,
          core_basis: 'modelled',
        });
    });
  });
});
