import { celsius, seconds } from '../../shared/units.js';
import { makeCook } from '../../../test/harness/cook-monitor-harness.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { CookChanges } from './cook-changes.js';

const COOK = makeCook({ id: 'first' });
const OTHER = makeCook({ id: 'second' });
const cooking = (sequence: number, known: Parameters<typeof makeCookingReading>[0] = {}) =>
  makeCookerState({ sequence, reading: makeCookingReading(known) });
const idle = (sequence: number) => makeCookerState({ sequence, reading: makeReading() });
const change = (cookId: string, name: string) => ({ cookId, deviceId: 'cooker-one', change: name });

describe('CookChanges', () => {
  let changes: CookChanges;
  beforeEach(() => {
    changes = new CookChanges();
    changes.begin(idle(1), undefined);
  });

  it('are a start and an end, once each', () => {
    expect(changes.seen(COOK, cooking(2))).toEqual([change('first', 'started')]);
    expect(changes.seen(COOK, cooking(3))).toEqual([]);
    expect(changes.ended(COOK, idle(4))).toEqual([change('first', 'ended')]);
    expect(changes.ended(COOK, idle(5))).toEqual([]);
  });

  it('are none for a cook that was on before somebody watched', () => {
    changes.begin(cooking(7), COOK);
    expect(changes.seen(COOK, cooking(8))).toEqual([]);
    expect(changes.ended(COOK, idle(9))).toEqual([change('first', 'ended')]);
  });

  it('include another temperature or time, and no value that the cooker left out', () => {
    changes.seen(COOK, cooking(2));
    expect(changes.seen(COOK, cooking(3, { target: celsius(70) }))).toEqual([change('first', 'changed')]);
    expect(changes.seen(COOK, cooking(4, { target: undefined }))).toEqual([]);
    const timer = { mode: 'running', length: seconds(7200) } as const;
    changes.seen(COOK, cooking(5));
    expect(changes.seen(COOK, cooking(6, { timer }))).toEqual([change('first', 'changed')]);
  });

  it('include the end of a cook that another one replaces', () => {
    changes.seen(COOK, cooking(2));
    expect(changes.seen(OTHER, cooking(3))).toEqual([change('first', 'ended'), change('second', 'started')]);
    expect(changes.ended(COOK, idle(4))).toEqual([]);
  });

  it('ignore what is older than the last state, as events may come late', () => {
    changes.seen(COOK, cooking(2));
    expect(changes.ended(COOK, idle(9))).toEqual([change('first', 'ended')]);
    expect(changes.seen(COOK, cooking(8))).toEqual([]);
    expect(changes.ended(COOK, idle(8))).toEqual([]);
    expect(changes.seen(COOK, cooking(10))).toEqual([change('first', 'started')]);
  });
});
