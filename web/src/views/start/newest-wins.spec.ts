import { afterEvent, currentResponse, NOTHING_ASKED, type Asking, type AskingEvent } from './newest-wins.js';

const changed = (question: string | undefined): AskingEvent<string> => ({ kind: 'changed', question });
const sent = (turn: number): AskingEvent<string> => ({ kind: 'sent', turn });
const arrived = (turn: number, response: string): AskingEvent<string> => ({
  kind: 'arrived',
  turn,
  response,
});
const failed = (turn: number): AskingEvent<string> => ({ kind: 'failed', turn, error: 'no connection' });

const after = (...events: AskingEvent<string>[]): Asking<string> =>
  events.reduce((state: Asking<string>, event) => afterEvent(state, event), NOTHING_ASKED);

describe('The newest question', () => {
  it.each<[string, AskingEvent<string>[], Asking<string>['phase'], string | undefined]>([
    ['is nothing at first', [], 'idle', undefined],
    ['waits for more letters', [changed('a')], 'waiting', undefined],
    ['is on its way', [changed('a'), sent(1)], 'asking', undefined],
    ['has its response', [changed('a'), sent(1), arrived(1, 'A')], 'settled', 'A'],
    [
      'has none while a newer one waits',
      [changed('a'), sent(1), arrived(1, 'A'), changed('b')],
      'waiting',
      undefined,
    ],
    [
      'ignores the response to an older one',
      [changed('a'), sent(1), changed('b'), arrived(1, 'A')],
      'waiting',
      undefined,
    ],
    [
      'keeps its response when that to an older one arrives later',
      [changed('a'), sent(1), changed('b'), sent(2), arrived(2, 'B'), arrived(1, 'A')],
      'settled',
      'B',
    ],
    [
      'is no older one of the same words: the server may judge it anew',
      [changed('a'), sent(1), changed('b'), changed('a'), arrived(1, 'A')],
      'waiting',
      undefined,
    ],
    ['has failed', [changed('a'), sent(1), failed(1)], 'failed', undefined],
    [
      'ignores that an older one has failed',
      [changed('a'), sent(1), changed('b'), sent(2), failed(1)],
      'asking',
      undefined,
    ],
    [
      'is asked anew after it has failed',
      [changed('a'), sent(1), failed(1), changed('a'), sent(2)],
      'asking',
      undefined,
    ],
    [
      'is none when the form is emptied',
      [changed('a'), sent(1), changed(undefined), arrived(1, 'A')],
      'idle',
      undefined,
    ],
    ['is not on its way for an older turn', [changed('a'), changed('b'), sent(1)], 'waiting', undefined],
  ])('%s', (_name, events, phase, response) => {
    const state = after(...events);
    expect([state.phase, currentResponse(state)]).toEqual([phase, response]);
  });

  it('keeps the last response to show it until the next one, and forgets it with an empty form', () => {
    const before = [changed('a'), sent(1), arrived(1, 'A'), changed('b'), sent(2)];
    expect(after(...before).last).toEqual({ question: 'a', response: 'A' });
    expect(after(...before, failed(2)).last).toEqual({ question: 'a', response: 'A' });
    expect(after(...before, changed(undefined)).last).toBeUndefined();
  });

  it('never has the response to another question, in any order of events', () => {
    const words = ['a', 'b', 'c'];
    for (let seed = 0; seed < 500; seed++) {
      let state: Asking<string> = NOTHING_ASKED;
      const turns: (string | undefined)[] = [undefined];
      for (let step = 0, random = seed + 1; step < 20; step++) {
        random = (random * 48271) % 2147483647;
        const turn = random % turns.length;
        if (random % 3 === 0) {
          turns.push(words[(random % 7) % 3]);
          state = afterEvent(state, changed(turns.at(-1)));
        } else if (random % 3 === 1) state = afterEvent(state, sent(turn));
        else state = afterEvent(state, arrived(turn, `${turns[turn]}!`));
        const response = currentResponse(state);
        if (response !== undefined) expect(response).toBe(`${turns.at(-1)}!`);
      }
    }
  });
});
