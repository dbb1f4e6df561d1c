import { START_STATES } from '../start/start-command.js';
import { fromStored, outcomeOf, toStored, type StartOutcome } from './idempotency-service.js';

describe('The stored outcome of a start', () => {
  const outcomes: StartOutcome[] = [
    { kind: 'pending' },
    { kind: 'started', cookId: 'cook' },
    { kind: 'rejected', message: 'No.' },
    { kind: 'not-started' },
  ];

  it.each(outcomes)('is read as it was stored: $kind', (outcome) => {
    const stored = toStored(outcome, 'cook');
    expect(stored.body).toMatchObject({ version: 2 });
    expect(fromStored(JSON.parse(JSON.stringify(stored)) as typeof stored)).toEqual(outcome);
  });

  it.each([
    [null, null, { kind: 'pending' }],
    [200, { status: 'started', verified: true, cook_id: 'cook', summary: 'Started.' }, outcomes[1]],
    [502, { message: 'No.' }, outcomes[2]],
    [504, null, { kind: 'not-started' }],
  ])('is read from version 1, which held the response: %s', (status, body, outcome) => {
    expect(fromStored({ cookId: 'cook', status, body })).toEqual(outcome);
  });

  it('has a default sentence for a rejection without one', () => {
    expect(fromStored({ cookId: 'cook', status: 502, body: 'torn' })).toMatchObject({ kind: 'rejected' });
  });

  it('is defined for every state in which a command is settled', () => {
    const known = { cookId: 'cook', rejection: 'No.' };
    const settled = START_STATES.filter((state) => outcomeOf(state, known) !== undefined);
    expect(settled).toEqual(['verified', 'rejected', 'not-sent', 'cancelled', 'stopped', 'not-started']);
  });
});
