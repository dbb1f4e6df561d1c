import { LivingQuestion } from './living-question.js';
import { currentResponse } from './newest-wins.js';

/** Responses that arrive when the test says so. */
class Responses {
  readonly asked: {
    readonly question: string;
    readonly signal: AbortSignal;
    settle: (response: string) => void;
    fail: (error: Error) => void;
  }[] = [];

  readonly send = (question: string, signal: AbortSignal): Promise<string> =>
    new Promise((settle, fail) => this.asked.push({ question, signal, settle, fail }));

  get questions(): string[] {
    return this.asked.map(({ question }) => question);
  }
}

describe('A living question', () => {
  let responses: Responses;
  let living: LivingQuestion<string, string>;
  beforeEach(() => {
    jest.useFakeTimers();
    responses = new Responses();
    living = new LivingQuestion(responses.send);
  });
  afterEach(() => jest.useRealTimers());

  const current = () => currentResponse(living.state.value);
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('is sent once the person has stopped typing', async () => {
    for (const text of ['c', 'ch', 'chi']) {
      living.ask(text);
      await pass(200);
    }
    expect(responses.questions).toEqual([]);
    await pass(100);
    expect(responses.questions).toEqual(['chi']);
    living.ask('chi');
    await pass(1000);
    expect(responses.questions).toEqual(['chi']);
  });

  it('keeps the newest response in whatever order they arrive, and breaks off the older request', async () => {
    living.ask('old');
    await pass(300);
    living.ask('new');
    await pass(300);
    const [old, newest] = responses.asked;
    expect([old!.signal.aborted, newest!.signal.aborted]).toEqual([true, false]);
    newest!.settle('NEW');
    await pass(0);
    old!.settle('OLD');
    await pass(0);
    expect(current()).toBe('NEW');
  });

  it('has no response while a newer question waits, and keeps the last one to show', async () => {
    living.ask('old');
    await pass(300);
    responses.asked[0]!.settle('OLD');
    await pass(0);
    expect(current()).toBe('OLD');
    living.ask('new');
    expect(current()).toBeUndefined();
    expect(living.state.value.last?.response).toBe('OLD');
  });

  it('is asked again after it has failed', async () => {
    living.ask('a');
    await pass(300);
    responses.asked[0]!.fail(new Error('no connection'));
    await pass(0);
    expect(living.state.value.phase).toBe('failed');
    living.askAgain();
    await pass(0);
    responses.asked[1]!.settle('A');
    await pass(0);
    expect(current()).toBe('A');
  });

  it('is taken back', async () => {
    living.ask('a');
    await pass(300);
    living.ask(undefined);
    responses.asked[0]!.settle('A');
    await pass(1000);
    expect(living.state.value).toMatchObject({ phase: 'idle', last: undefined });
    living.askAgain();
    await pass(1000);
    expect(responses.questions).toEqual(['a']);
  });
});
