import fc from 'fast-check';
import type { AlertMessage } from '../alert-channel.js';
import { LARGEST_MESSAGE } from './message-encryption.js';
import { topicOf, toPushMessage } from './push-message.js';

const MESSAGE: AlertMessage = {
  key: 'a1.firing',
  alertId: 'a1',
  ruleId: 'low-water',
  notice: 'firing',
  severity: 'warning',
  title: 'Low water',
  text: 'The water in Kitchen is low.',
  thing: { id: 'kP3v', name: 'Kitchen' },
  at: 1_700_000_000_000,
};
const read = (message: AlertMessage): Record<string, unknown> =>
  JSON.parse(toPushMessage(message).toString()) as Record<string, unknown>;

describe('A message for the worker of the page', () => {
  it('holds what a notification shows, and where it leads', () => {
    expect(read(MESSAGE)).toEqual({
      version: 1,
      key: 'a1.firing',
      tag: topicOf(MESSAGE),
      severity: 'warning',
      notice: 'firing',
      at: 1_700_000_000_000,
      path: '/#/alerts',
      title: 'Low water',
      body: 'The water in Kitchen is low.',
    });
  });

  it('leads to the page itself, whatever address it has', () => {
    expect(read({ ...MESSAGE, url: 'https://coddle.example/#/alerts/a1' })['path']).toBe('/#/alerts/a1');
    expect(read({ ...MESSAGE, url: 'https://coddle.example//evil.example/' })['path']).toBe('/#/alerts');
    expect(read({ ...MESSAGE, url: 'javascript:alert(1)' })['path']).toBe('/#/alerts');
    expect(read({ ...MESSAGE, url: 'no address' })['path']).toBe('/#/alerts');
  });

  it('fits into what a push service takes, however long its texts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 9_000 }),
      fc.string({ unit: 'binary', maxLength: 9_000 }),
      fc.constant('\u0000'.repeat(9_000)),
    );
    fc.assert(
      fc.property(text, text, text, (title, body, key) => {
        const message = { ...MESSAGE, title, text: body, key };
        const content = toPushMessage(message);
        expect(content.length).toBeLessThanOrEqual(LARGEST_MESSAGE);
        const shown = read(message);
        expect(body.startsWith(String(shown['body']).replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is whole where it fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(read({ ...MESSAGE, text })['body']).toBe(text);
      }),
    );
  });
});

describe('The topic of a message', () => {
  it('is the same for all that concerns one thing and one rule, so that the newest replaces the older', () => {
    const resolved = { ...MESSAGE, key: 'a2.resolved', alertId: 'a2', notice: 'resolved' } as const;
    expect(topicOf(resolved)).toBe(topicOf(MESSAGE));
    expect(topicOf(MESSAGE)).toMatch(/^[\w-]{32}$/);
  });

  it('differs between things, rules, and messages of several alerts', () => {
    const others: AlertMessage[] = [
      { ...MESSAGE, thing: { id: 'other', name: 'Kitchen' } },
      { ...MESSAGE, ruleId: 'must-discard' },
      { ...MESSAGE, ruleId: null, thing: null },
      { ...MESSAGE, ruleId: null, thing: null, key: 'group-2' },
      { ...MESSAGE, notice: 'test', ruleId: null, thing: null },
    ];
    expect(new Set([MESSAGE, ...others].map(topicOf)).size).toBe(others.length + 1);
  });
});
