import {
  makeCookerState,
  makeCookingReading,
  makeAccount,
  makeReading,
} from '../../../test/harness/readings.js';
import type { CookerState, AccountState } from '../../device/cooker-state.js';
import { milliseconds } from '../../shared/units.js';
import { chooseStop, runningOf, type StopSituation } from './stop-choice.js';
import type { StopSelection } from './stop-request.js';

const NOW = milliseconds(100_000);
const STALE = 80_000;

const running = (id: string, at: number = NOW) =>
  makeCookerState({ id, name: id, reading: makeCookingReading(), at });
const idle = (id: string, at: number = NOW) => makeCookerState({ id, name: id, reading: makeReading(), at });
const unread = (id: string) => makeCookerState({ id, name: id, type: 'a3', supported: false });
const strange = (id: string) =>
  makeCookerState({ id, name: id, reading: makeReading({ mode: 'unknown' }), at: NOW });

const faulty = (id: string) =>
  makeCookerState({ id, name: id, reading: makeReading({ mode: 'fault', fault: 'low-water' }), at: NOW });

const situationOf = (
  cookers: readonly CookerState[],
  starting: readonly string[] = [],
  known: Partial<AccountState> = {},
): StopSituation => ({
  account: makeAccount(cookers, known),
  now: NOW,
  cookOn: (id) => (id === 'a' ? 'cook-a' : undefined),
  isStarting: (id) => starting.includes(id),
});

/** The names of the chosen cookers, or the code of the error. */
function chosen(situation: StopSituation, selection: StopSelection = {}): string {
  try {
    return chooseStop(situation, selection)
      .cookers.map(({ id }) => id)
      .join();
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('chooseStop', () => {
  it.each<[string, CookerState[], string]>([
    ['the only one', [idle('a')], 'a'],
    ['the only one, stale', [idle('a', STALE)], 'a'],
    ['the only one, whose states cannot be read', [unread('a')], 'a'],
    ['the one that runs', [idle('a'), running('b')], 'b'],
    ['the one that runs, whatever is stale beside it', [running('a', STALE), running('b')], 'b'],
    ['the one that runs, whatever cannot be read beside it', [unread('a'), running('b')], 'b'],
    ['the only one that may run', [running('a', STALE), idle('b')], 'a'],
    ['the only one whose state is not understood', [strange('a'), idle('b')], 'a'],
    ['the one that ran when it last reported', [running('a', STALE), idle('b', STALE)], 'a'],
    ['all that are idle', [idle('a'), idle('b')], 'a,b'],
    ['none of two that run', [running('a'), running('b')], 'DEVICE_AMBIGUOUS'],
    ['none of two that may run', [running('a', STALE), running('b', STALE)], 'DEVICE_AMBIGUOUS'],
    ['none of two that were idle', [idle('a', STALE), idle('b', STALE)], 'DEVICE_AMBIGUOUS'],
    ['none of none', [], 'NO_DEVICE'],
  ])('chooses %s when the request names none', (_case, cookers, expected) => {
    expect(chosen(situationOf(cookers))).toBe(expected);
  });

  it('treats a cooker with a start in progress as one that may run', () => {
    expect(chosen(situationOf([idle('a'), idle('b')], ['b']))).toBe('b');
  });

  it('throws the connection error instead of asking which cooker to stop', () => {
    const cookers = [running('a'), running('b')];
    expect(chosen(situationOf(cookers, [], { link: 'down' }))).toBe('CLOUD_UNAVAILABLE');
    expect(chosen(situationOf(cookers, [], { link: 'token-rejected' }))).toBe('ANOVA_TOKEN_REJECTED');
    expect(chosen(situationOf([], [], { listed: false }))).toBe('CLOUD_UNAVAILABLE');
  });

  it.each<[string, StopSelection]>([
    ['its id', { device: 'a' }],
    ['its id in other letters', { device: ' A ' }],
    ['its cook', { cook: 'cook-a' }],
    ['its cook in other letters', { cook: ' COOK-A ' }],
    ['its cook rather than another cooker', { cook: 'cook-a', device: 'b' }],
    ['its id rather than a cook that is over', { cook: 'gone', device: 'a' }],
  ])('chooses the cooker that is named by %s', (_case, selection) => {
    expect(chosen(situationOf([idle('a'), running('b')]), selection)).toBe('a');
  });

  it('prefers an id to a name, because users choose the names', () => {
    const misleading = { ...running('b'), name: 'a' };
    expect(chosen(situationOf([idle('a'), misleading]), { device: 'a' })).toBe('a');
  });

  it.each<[string, StopSelection]>([
    ['an unknown name', { device: 'Attic' }],
    ['an unknown cook', { cook: 'gone' }],
  ])('ignores %s and warns of that', (_case, selection) => {
    const { cookers, warnings } = chooseStop(situationOf([idle('a'), running('b')]), selection);
    expect(cookers.map(({ id }) => id)).toEqual(['b']);
    expect(warnings).toEqual([expect.stringMatching(/so it was left out\.$/)]);
  });

  it.each<[string, CookerState[], string[]]>([
    ['was idle when it last reported', [running('a', STALE), idle('b', STALE)], ['b']],
    ['ran when it last reported', [running('a'), running('b', STALE)], ['b']],
    ['was idle, beside one that runs', [running('a'), idle('b', STALE)], []],
    ['is idle', [running('a', STALE), idle('b')], []],
    ['cannot be read', [running('a', STALE), unread('b')], []],
    ['rests in a fault', [running('a'), faulty('b')], []],
  ])('warns of another cooker that may run too: one that %s', (_case, cookers, names) => {
    const { cookers: chosenOnes, warnings } = chooseStop(situationOf(cookers), {});
    expect(chosenOnes.map(({ id }) => id)).toEqual(['a']);
    expect(warnings).toEqual(
      names.map((name) => `${name} has not reported lately and may be running too: name it to stop it.`),
    );
    expect(chooseStop(situationOf(cookers), { device: 'a' }).warnings).toEqual([]);
  });

  it('claims no silence of a cooker that reports, and does not warn of a start in progress', () => {
    const both = [running('a'), strange('b')];
    expect(chooseStop(situationOf(both), {}).warnings).toEqual(['b may be running too: name it to stop it.']);
    expect(chooseStop(situationOf([running('a'), idle('b')], ['b']), {}).warnings).toEqual([]);
  });

  it('lists the cookers that run or may run', () => {
    const situation = situationOf([running('a'), running('b'), running('c', STALE), idle('d')]);
    expect(() => chooseStop(situation, {})).toThrow(
      '3 cookers run or may be running: a, b, c. Say by device_id which one to stop.',
    );
  });
});

describe('runningOf', () => {
  it.each<[string, CookerState, string[], string]>([
    ['runs', running('a'), [], 'surely'],
    ['is idle', idle('a'), [], 'no'],
    ['is idle, and a start is under way', idle('a'), ['a'], 'maybe'],
    ['was idle', idle('a', STALE), [], 'maybe'],
    ['ran', running('a', STALE), [], 'maybe'],
    ['said nothing', makeCookerState(), [], 'maybe'],
    ['is in an unknown state', strange('a'), [], 'maybe'],
    ['is offline', makeCookerState({ reading: makeReading({ online: false }), at: NOW }), [], 'maybe'],
  ])('is right for a cooker that %s', (_case, cooker, starting, expected) => {
    expect(runningOf(cooker, situationOf([cooker], starting))).toBe(expected);
  });
});
