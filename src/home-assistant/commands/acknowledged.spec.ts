import { makeAlert } from '../../../test/harness/stored-alerts.js';
import type { Acknowledgement } from '../../alerts/lifecycle/alert-engine.js';
import { acknowledged } from './acknowledged.js';

const SENTENCE = 'The water is low.';
const alert = makeAlert({ id: 'a1', summary: SENTENCE, acknowledgedBy: 'owner' });
const OUTCOMES: readonly Acknowledgement['outcome'][] = ['acknowledged', 'already', 'over'];

describe('The result of an acknowledgement', () => {
  it.each([
    ['acknowledged', 'acknowledged', `Acknowledged: ${SENTENCE}`],
    ['already', 'acknowledged', `It was already acknowledged by the owner: ${SENTENCE}`],
    ['over', 'resolved', `It is already over: ${SENTENCE}`],
  ] as const)('says what became of it: %s', (outcome, status, summary) => {
    expect(acknowledged({ outcome, alert })).toEqual({ status, alert_id: 'a1', summary });
  });

  it.each(OUTCOMES)('says nothing of an approval but that one waits: %s', (outcome) => {
    const thing = { kind: 'approval', id: 'p1', name: 'pork belly', cookerId: null } as const;
    const approval = makeAlert({
      thing,
      summary: 'Pork belly waits for your approval. “phone” asked for it.',
    });
    const result = JSON.stringify(acknowledged({ outcome, alert: approval }));
    expect(result).toContain('A start waits for the approval of the owner.');
    expect(result).not.toMatch(/belly|phone/i);
  });

  it('is an error where nothing was acknowledged', () => {
    expect(() => acknowledged(undefined)).toThrow('There is no alert with this alert_id');
    expect(() => acknowledged({ outcome: 'not_firing', alert })).toThrow('has not fired');
  });
});
