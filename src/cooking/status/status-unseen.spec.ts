import { ours, report, reportOf, WALL } from '../../../test/harness/status-reports.js';
import { makeCookerState, makeCookingReading, makeAccount } from '../../../test/harness/readings.js';
import { celsius, milliseconds, seconds } from '../../shared/units.js';
import { reportStatus } from './status-report.js';

describe('The status of a cook that is not observed', () => {
  it('repeats the last state without a forecast', () => {
    const cook = (now: number) => reportOf(makeCookingReading(), { cook: ours, now });
    const lastSeen = { time_remaining_minutes: 60, time_elapsed_minutes: 30, expected_end: null };
    expect(cook(61_000)).toMatchObject({ ...lastSeen, stale: true, device_online: false });
    expect(cook(112 * 60_000)).toMatchObject({
      ...lastSeen,
      summary:
        'Kitchen cannot be reached. This is what it said 112 minutes ago: Chicken at 65 °C: the water is 65 °C, 60 minutes left.',
    });
    const down = makeCookerState({ reading: makeCookingReading() });
    const sources = { cooker: down, cook: ours, assessed: undefined, now: milliseconds(1_000), wall: WALL };
    const account = makeAccount([down], { link: 'down' });
    expect(reportStatus({ ...sources, account })).toMatchObject(lastSeen);
  });

  it('predicts the same end from two states that are half a minute apart', () => {
    const cook = (now: number) =>
      reportStatus({
        account: makeAccount([makeCookerState({ reading: makeCookingReading() })]),
        cooker: makeCookerState({ reading: makeCookingReading() }),
        cook: ours,
        assessed: undefined,
        now: milliseconds(now),
        wall: new Date(WALL.getTime() + now),
      }).expected_end;
    expect(cook(0)).not.toBeNull();
    expect(cook(29_000)).toBe(cook(0));
  });

  it('predicts no end while the water is not measured, but shows the timer', () => {
    const reading = makeCookingReading({ water: undefined });
    const measured = (minutes: number) =>
      makeCookerState({
        reading,
        water: { temperature: celsius(65), seenAt: milliseconds(-minutes * 60_000) },
      });
    const seen = { time_remaining_minutes: 60, stale: false };
    expect(report(measured(9), { cook: ours })).toMatchObject({
      ...seen,
      expected_end: expect.any(String) as string,
    });
    expect(report(measured(11), { cook: ours })).toMatchObject({ ...seen, expected_end: null });
    const never = { ...ours, began: milliseconds(-11 * 60_000) };
    expect(reportOf(reading, { cook: never })).toMatchObject({ ...seen, expected_end: null });
  });

  it('counts the holding time only while it was observed', () => {
    const cooker = makeCookerState({
      reading: makeCookingReading({ mode: 'done', timer: { mode: 'completed', length: seconds(5400) } }),
      progress: {
        length: seconds(5400),
        zero: milliseconds(-5_400_000 - 7 * 60_000),
        elapsed: seconds(0),
        seenAt: milliseconds(0),
      },
    });
    expect(report(cooker, { cook: ours, now: 3_600_000 })).toMatchObject({
      holding_minutes: 7,
      summary: expect.stringContaining('The timer ended 7 minutes ago') as string,
    });
  });
});
