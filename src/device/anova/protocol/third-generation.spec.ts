import { cooking, idle, thirdGeneration } from '../../../../test/harness/cooker-messages.js';
import { decodeThirdGeneration } from './third-generation.js';

const read = (state: unknown) => decodeThirdGeneration(state)!.reading;

describe('a state of the third generation', () => {
  it.each([
    ['idle', { mode: 'idle', timer: 'idle' }, false],
    ['idle', { mode: 'idle', timer: 'completed', stage: 'running' }, false],
    ['preheating', { mode: 'cook', stage: 'entering', timer: 'idle' }, true],
    ['cooking', { mode: 'cook', stage: 'running', timer: 'running' }, true],
    ['holding', { mode: 'cook', stage: 'running', timer: 'idle' }, true],
    ['done', { mode: 'cook', stage: 'running', timer: 'completed' }, true],
    ['unknown', { mode: 'cook', stage: 'running', timer: 'paused' }, true],
    ['unknown', { mode: 'cook', stage: 'running', timer: 'sideways' }, true],
    ['unknown', { mode: 'cook', stage: 'leaving', timer: 'running' }, true],
    ['unknown', { mode: 'cook', timer: 'running' }, true],
    ['unknown', { mode: 'Idle', timer: 'idle' }, false],
    ['unknown', { mode: 'chill', stage: 'running', timer: 'running' }, true],
    ['unknown', { mode: 7 }, false],
    ['unknown', {}, false],
  ])('is %s for %j', (mode, facts, running) => {
    expect(read(thirdGeneration(facts))).toMatchObject({ mode, running, fault: undefined });
  });

  it.each([
    ['low-water', { mode: 'lowWater' }],
    ['water-leak', { mode: 'waterLeak' }],
    ['overheated', { mode: 'highTemp' }],
    ['motor-stuck', { mode: 'motorStuck' }],
    ['heater-failed', { mode: 'idle', heaterFailed: true }],
    ['heater-failed', { mode: 'cook', stage: 'running', timer: 'running', heaterFailed: true }],
    ['low-water', { mode: 'idle', empty: true }],
    ['motor-stuck', { mode: 'motorStuck', heaterFailed: true, empty: true }],
  ])('reports %s for %j', (fault, facts) => {
    expect(read(thirdGeneration(facts))).toMatchObject({ mode: 'fault', fault });
  });

  it('goes on being a cook in a fault for as long as the cooker lists the cook', () => {
    expect(read(thirdGeneration({ mode: 'lowWater', stage: 'running' })).running).toBe(true);
    expect(read(thirdGeneration({ mode: 'lowWater' })).running).toBe(false);
  });

  it.each([
    ['ice_bath', { kind: 'ice-bath', timer: 'idle' }],
    ['ice_bath', { kind: 'ice-bath', timer: 'running' }],
    ['ice_bath', { kind: 'ice-bath', stage: 'monitoring' }],
    ['unknown', { kind: 'ice-bath', mode: 'chill' }],
    ['idle', { kind: 'ice-bath', mode: 'idle' }],
    ['cooking', { kind: 'ice_bath' }],
    ['cooking', { kind: 'recipe' }],
    ['cooking', { kind: 7 }],
  ])('is %s for the kind of cook in %j', (mode, facts) => {
    expect(read(cooking(facts))).toMatchObject({ mode, running: mode !== 'idle' });
  });

  it('is a fault in an ice bath too', () => {
    expect(read(cooking({ kind: 'ice-bath', heaterFailed: true }))).toMatchObject({ mode: 'fault' });
  });

  const stages = [{ id: 'one' }, { id: 'two' }];

  it.each([
    ['cooking', { stages, stageIndex: 0, timer: 'completed' }],
    ['done', { stages, stageIndex: 1, timer: 'completed' }],
    ['done', { stages: [{ id: 'one' }, { do: { type: 'stop' } }], stageIndex: 0, timer: 'completed' }],
    ['unknown', { stages, stageIndex: 5, timer: 'completed' }],
    ['unknown', { stageIndex: 1, timer: 'completed' }],
    ['unknown', { stages: [{ id: 'one' }, { do: { type: 'stop' } }], stageIndex: 1, timer: 'completed' }],
    ['cooking', { stages, stageIndex: 0, timer: 'running' }],
    ['preheating', { stages, stageIndex: 1, stage: 'entering', timer: 'idle' }],
  ])('is %s at the stage in %j', (mode, facts) => {
    expect(read(cooking(facts))).toMatchObject({ mode, running: true });
  });

  it('distinguishes the timers of several stages, and has no stage for a single one', () => {
    expect(read(cooking({ stages, stageIndex: 1 })).timer).toMatchObject({ stage: 1 });
    expect(read(cooking({ stages: [{ id: 'one' }], stageIndex: 0 })).timer).not.toHaveProperty('stage');
  });

  it.each([
    [undefined, {}],
    [['low-water'], { waterWarning: true }],
    [['waits-for-person'], { pendingUserAction: true }],
    [['low-water', 'waits-for-person'], { waterWarning: true, pendingUserAction: true }],
    [undefined, { waterWarning: true, empty: true }],
    [undefined, { waterWarning: 'yes', pendingUserAction: 1 }],
  ])('warns of %j for %j', (warnings, facts) => {
    expect(read(cooking(facts)).warnings).toEqual(warnings);
  });

  it('gives the temperatures in °C', () => {
    expect(read(idle({ water: 21.5, target: 63 }))).toMatchObject({ water: 21.5, target: 63 });
  });

  it.each([-21, 151, '60', null, true, [60]])('has no temperature when %j is sent for one', (value) => {
    expect(read(idle({ water: value, target: value }))).toMatchObject({
      water: undefined,
      target: undefined,
    });
  });

  it.each([
    ['api', 'api'],
    ['android', 'app'],
    ['ios', 'app'],
    ['hardware', 'device'],
    ['', 'unknown'],
    ['toString', 'unknown'],
    [undefined, 'unknown'],
  ])('takes a cook by %j to be begun by %s', (origin, expected) => {
    expect(read(cooking({ origin })).origin).toBe(expected);
  });

  it('has the id of the cook, its age, and whether the cloud reaches the cooker', () => {
    const facts = {
      cookId: 'cook-9',
      cookStartedAt: '2026-02-03T09:58:00Z',
      updatedAt: '2026-02-03T10:00:30Z',
    };
    expect(read(cooking({ ...facts, online: false }))).toMatchObject({
      vendorCookId: 'cook-9',
      cookAge: 150,
      online: false,
      updatedAt: new Date('2026-02-03T10:00:30Z'),
    });
  });

  it('names unknown values', () => {
    expect(decodeThirdGeneration(thirdGeneration({ mode: 'chill', timer: 'idle' }))!.unrecognised).toBe(
      'mode chill, stage undefined, timer idle',
    );
    expect(decodeThirdGeneration(idle())!.unrecognised).toBeUndefined();
  });

  it('is read without nodes, and without a mode', () => {
    expect(read({ state: { mode: 'idle' } })).toMatchObject({ mode: 'idle', timer: { mode: 'unknown' } });
    expect(read({ nodes: {} })).toMatchObject({ mode: 'unknown', running: false });
  });

  it.each([{}, { nodes: [] }, { state: 'idle' }, { job: {} }, [], null, 'idle'])('is not %j', (state) => {
    expect(decodeThirdGeneration(state)).toBeUndefined();
  });
});

describe('the timer of the third generation', () => {
  const START = '2026-02-03T10:00:00Z';
  const timer = (facts: object) => read(cooking({ initial: 600, startedAt: START, ...facts })).timer;

  it.each([
    ['2026-02-03T10:01:30Z', 90],
    ['2026-02-03T10:01:30.250Z', 90.25],
    ['2026-02-03T09:59:00Z', 0],
    ['2026-02-03T12:00:00Z', 600],
  ])('has run, at %s by its own clock, for %d s', (updatedAt, elapsed) => {
    expect(timer({ updatedAt })).toEqual({ mode: 'running', length: 600, elapsed, run: START });
  });

  it.each([
    { updatedAt: undefined },
    { updatedAt: 'yesterday' },
    { updatedAt: 1_770_112_800 },
    { updatedAt: '2026-13-40T10:00:00Z' },
    { updatedAt: START, startedAt: undefined },
  ])('does not guess how long it has run for %j', (facts) => {
    expect(timer(facts).elapsed).toBeUndefined();
  });

  it('has run for all its length when it is completed', () => {
    expect(timer({ timer: 'completed' })).toMatchObject({ mode: 'completed', elapsed: 600 });
  });

  it.each(['idle', 'paused'])('has a length and no more while it is %s', (mode) => {
    expect(timer({ timer: mode, updatedAt: '2026-02-03T10:05:00Z' })).toEqual({ mode, length: 600 });
  });

  it.each([0, -5, 400_000, '600', null])('has no length when %j is sent for one', (initial) => {
    expect(timer({ initial, updatedAt: START })).toMatchObject({ length: undefined, elapsed: 0 });
  });
});
