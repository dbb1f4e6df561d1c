import { secondGeneration } from '../../../../test/harness/cooker-messages.js';
import { decodeSecondGeneration } from './second-generation.js';

const read = (state: unknown) => decodeSecondGeneration(state)!.reading;

describe('a state of the second generation', () => {
  it.each([
    ['idle', { mode: 'IDLE', state: '' }, false],
    ['preheating', { mode: 'COOK', state: 'PREHEATING', length: 600 }, true],
    ['cooking', { mode: 'COOK', state: 'COOKING', length: 600 }, true],
    ['holding', { mode: 'COOK', state: 'COOKING', length: 0 }, true],
    ['holding', { mode: 'COOK', state: 'COOKING' }, true],
    ['holding', { mode: 'COOK', state: 'MAINTAINING', length: 600 }, true],
    ['done', { mode: 'COOK', state: 'TIMER EXPIRED', length: 600 }, true],
    ['unknown', { mode: 'COOK', state: 'SET TIMER' }, true],
    ['unknown', { mode: 'COOK', state: 'START_COOK' }, true],
    ['unknown', { mode: 'COOK', state: '' }, true],
    ['unknown', { mode: 'OTA', state: '' }, false],
    ['unknown', { mode: 'STARTUP', state: 'COOKING' }, false],
    ['unknown', { state: 'COOKING' }, false],
    ['unknown', { mode: 'IDLE', state: 'START_COOK' }, false],
  ])('is %s for %j', (mode, facts, running) => {
    expect(read(secondGeneration(facts))).toMatchObject({ mode, running, fault: undefined });
  });

  it.each([
    ['low-water', { mode: 'LOW WATER' }],
    ['overheated', { mode: 'HIGH TEMP' }],
    ['device-failure', { mode: 'DEVICE FAILURE' }],
    ['water-leak', { mode: 'IDLE', pins: { 'water-leak': 1 } }],
    ['low-water', { mode: 'COOK', pins: { 'water-level-critical': 1 } }],
    ['motor-stuck', { mode: 'COOK', pins: { 'motor-stuck': true } }],
    ['overheated', { mode: 'COOK', pins: { 'water-temp-too-high': 1 } }],
  ])('reports %s for %j', (fault, facts) => {
    expect(read(secondGeneration(facts))).toMatchObject({ mode: 'fault', fault });
  });

  it('warns of low water before it is a fault, as a Pro reports it', () => {
    const low = { 'water-level-low': 1 };
    expect(read(secondGeneration({ mode: 'COOK', pins: low }))).toMatchObject({
      fault: undefined,
      warnings: ['low-water'],
    });
    expect(
      read(secondGeneration({ mode: 'COOK', pins: { ...low, 'water-level-critical': 1 } })),
    ).toMatchObject({
      fault: 'low-water',
      warnings: undefined,
    });
    expect(read(secondGeneration({ mode: 'COOK' })).warnings).toBeUndefined();
  });

  it.each([{ 'device-safe': 0 }, { 'device-safe': 1 }, { 'water-level-low': 1 }, { 'water-leak': 0 }])(
    'is healthy with %j',
    (pins) => {
      expect(read(secondGeneration({ mode: 'IDLE', pins })).fault).toBeUndefined();
    },
  );

  it('gives the temperatures in °C, even when the display shows °F', () => {
    expect(read(secondGeneration({ mode: 'IDLE' }))).toMatchObject({ water: 41.25, target: 58.5 });
  });

  it('distinguishes cooks by the job, while there is one', () => {
    expect(read(secondGeneration({ mode: 'COOK', id: 'job-3' })).vendorCookId).toBe('job-3');
    expect(read(secondGeneration({ mode: 'IDLE', id: 'job-3' })).vendorCookId).toBeUndefined();
  });

  it.each([
    [
      { mode: 'IDLE', length: 600 },
      { mode: 'idle', length: 600 },
    ],
    [
      { mode: 'COOK', state: 'PREHEATING', length: 600, remaining: 600 },
      { mode: 'idle', length: 600 },
    ],
    [
      { mode: 'COOK', state: 'COOKING', length: 600, remaining: 450 },
      { mode: 'running', length: 600, elapsed: 150 },
    ],
    [
      { mode: 'COOK', state: 'COOKING', length: 600, remaining: 900 },
      { mode: 'running', length: 600, elapsed: 0 },
    ],
    [
      { mode: 'COOK', state: 'COOKING', length: 600, remaining: '450' },
      { mode: 'running', length: 600, elapsed: undefined },
    ],
    [
      { mode: 'COOK', state: 'TIMER EXPIRED', length: 600, remaining: 75 },
      { mode: 'completed', length: 600, elapsed: 600 },
    ],
    [
      { mode: 'COOK', state: 'MAINTAINING', length: 600 },
      { mode: 'unknown', length: 600 },
    ],
    [
      { mode: 'COOK', state: 'COOKING', length: 0 },
      { mode: 'idle', length: undefined },
    ],
  ])('reads the timer of %j', (facts, timer) => {
    expect(read(secondGeneration(facts)).timer).toEqual(timer);
  });

  it('names unknown values', () => {
    expect(decodeSecondGeneration(secondGeneration({ mode: 'OTA', state: 3 }))!.unrecognised).toBe(
      'mode OTA, state number',
    );
  });

  it.each([{}, { job: {} }, { 'job-status': {} }, { job: [], 'job-status': {} }, null])(
    'is not %j',
    (state) => {
      expect(decodeSecondGeneration(state)).toBeUndefined();
    },
  );
});
