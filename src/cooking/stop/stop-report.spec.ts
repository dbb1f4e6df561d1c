import { makeRecordedSafety } from '../../../test/harness/stored-cooks.js';
import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { celsius, milliseconds, seconds } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';
import { reportStop, type StoppedSafety } from './stop-report.js';

const ours: Cook = {
  id: 'cook',
  cookerId: 'cooker-one',
  startedBy: 'coddle',
  startedAt: new Date(0),
  began: milliseconds(-45 * 60_000),
  approved: approve(),
};
const after = makeCookerState({ reading: makeReading({ water: celsius(64.9) }) });
const at = milliseconds(0);
const NOTHING: StoppedSafety = { safety: null, notYet: undefined };

/** A verified stop, so many minutes after the timer began. */
function stopAt(elapsed: number, cook: Cook | undefined = ours) {
  const timer = { mode: 'running', length: seconds(5400), elapsed: seconds(elapsed * 60) } as const;
  const before = makeCookerState({ reading: makeCookingReading({ timer }) });
  return { verified: true, cook, before, after, at } as const;
}

describe('reportStop', () => {
  it('contains the progress of the cook, all minutes rounded down', () => {
    expect(reportStop(stopAt(30.9), NOTHING, milliseconds(30_000))).toEqual({
      status: 'stopped',
      verified: true,
      final_temp_celsius: 64.9,
      total_time_minutes: 45,
      time_elapsed_minutes: 30,
      cook_id: 'cook',
      device_id: 'cooker-one',
      safety: null,
      warnings: [],
      summary: 'Stopped early: 30 of 90 minutes done. The water was 64.9 °C.',
    });
  });

  it.each([
    [95, ours, 'Stopped: the 90 minutes were done. The water was 64.9 °C.'],
    [0, ours, 'Stopped before the 90 minutes had begun. The water was 64.9 °C.'],
    [30, undefined, 'Stopped after 30 minutes. The water was 64.9 °C.'],
  ])('describes a stop after %d minutes', (elapsed, cook, summary) => {
    expect(reportStop({ ...stopAt(elapsed), cook }, NOTHING, at).summary).toBe(summary);
  });

  it('passes on the assessment of the food and what is missing to pasteurise it', () => {
    const notYet = 'Not pasteurised: 3.1 of 7 log of Salmonella so far; 34 minutes more would do.';
    const safety = makeRecordedSafety({ pasteurized: false });
    expect(reportStop(stopAt(30), { safety, notYet }, at)).toMatchObject({
      safety: { pasteurized: false },
      summary: `Stopped early: 30 of 90 minutes done. The water was 64.9 °C. ${notYet}`,
    });
  });

  it('says nothing about the food before the stop was seen', () => {
    const accepted = { ...stopAt(30), verified: false };
    expect(reportStop(accepted, { ...NOTHING, notYet: 'Not pasteurised.' }, at).summary).not.toContain(
      'pasteurised',
    );
  });

  it.each([true, false])(
    'puts the discard sentence first, whether the stop was seen or not: %s',
    (verified) => {
      const discard = 'Throw the food away: its centre has been warm for too long.';
      const { summary } = reportStop({ ...stopAt(30), verified }, { ...NOTHING, discard }, at);
      expect(summary.startsWith(`${discard} `)).toBe(true);
      expect(summary).toContain(verified ? 'Stopped early' : 'has not shown it yet');
    },
  );

  it('says plainly that the cooker has not shown the stop', () => {
    const before = makeCookerState({ reading: makeCookingReading({ water: celsius(65) }) });
    expect(reportStop({ verified: false, cook: ours, before, after: before, at }, NOTHING, at)).toMatchObject(
      {
        status: 'accepted',
        verified: false,
        final_temp_celsius: 65,
        summary: expect.stringContaining('has not shown it yet') as string,
      },
    );
  });

  it('leaves unknown values out', () => {
    const silent = makeCookerState();
    expect(
      reportStop({ verified: true, cook: undefined, before: silent, after: silent, at }, NOTHING, at),
    ).toMatchObject({
      final_temp_celsius: null,
      total_time_minutes: null,
      time_elapsed_minutes: null,
      cook_id: null,
      summary: 'Stopped.',
    });
  });
});
