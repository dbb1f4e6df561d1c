import fc from 'fast-check';
import { Topics } from '../topics.js';
import { commandAt, fieldsIfAny, fieldsOf, requestIdIn } from './heard-command.js';

const TOPICS = new Topics('home/coddle', 'homeassistant');
const bytes = (text: string) => new TextEncoder().encode(text);

describe('A command', () => {
  it.each([
    ['home/coddle/cooker/a1/start', { kind: 'start', cooker: 'a1' }],
    ['home/coddle/cooker/a1/stop', { kind: 'stop', cooker: 'a1' }],
    ['home/coddle/cooker/a1/stop/now', undefined],
    ['coddle/cooker/a1/stop', undefined],
    ['home/coddle/cooker//stop', undefined],
    ['home/coddle/cooker/a1/result', undefined],
    ['home/coddle/alerts/acknowledge', { kind: 'acknowledge' }],
  ])('at %s is %j', (topic, command) => {
    expect(commandAt(topic, TOPICS)).toEqual(command);
  });

  it('is heard at every topic that is subscribed to, and no other', () => {
    const heard = TOPICS.commands.map((filter) => commandAt(filter.replace('+', 'a1'), TOPICS)?.kind);
    expect(heard).not.toContain(undefined);
  });

  it.each([
    '',
    'STOP',
    '[]',
    '"text"',
    'null',
    '{"a":',
    '\u0000',
    '{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}',
  ])('has no fields in the payload %j', (text) => {
    expect(() => fieldsOf(bytes(text))).toThrow(/body|command/i);
    expect(fieldsIfAny(bytes(text))).toEqual({});
  });

  it('is too large with more than 16 KB', () => {
    expect(() => fieldsOf(bytes(JSON.stringify({ a: 'x'.repeat(20_000) })))).toThrow('too large');
  });

  it('may name itself', () => {
    expect(requestIdIn(bytes('{"request_id":"porch-1"}'))).toBe('porch-1');
    for (const text of ['{"request_id":"a\\nb"}', '{"request_id":7}', '{}', 'STOP'])
      expect(requestIdIn(bytes(text))).toBeNull();
  });

  it('is read from any bytes without an error that is no refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (payload) => {
        expect(typeof fieldsIfAny(payload)).toBe('object');
        expect(requestIdIn(payload) ?? '').toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});
