import { requestIdOf } from './request-id.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

describe('The id of a request', () => {
  it.each(['a', 'dinner-1', ' ~', 'x'.repeat(64)])('is the one that the client gave it: "%s"', (id) => {
    expect(requestIdOf({ body: { request_id: id } })).toBe(id);
  });

  it.each([
    ['no body', undefined],
    ['null for a body', null],
    ['a text for a body', 'request_id'],
    ['no id', {}],
    ['an empty id', { request_id: '' }],
    ['an id of 65 characters', { request_id: 'x'.repeat(65) }],
    ['a line break in the id', { request_id: 'a\nb' }],
    ['letters beyond ASCII', { request_id: 'é' }],
    ['a number', { request_id: 7 }],
    ['an object', { request_id: { toString: 'a' } }],
  ])('is a new one for %s', (_case, body: unknown) => {
    const [first, second] = [requestIdOf({ body }), requestIdOf({ body })];
    expect([first, second]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
    expect(first).not.toBe(second);
  });
});
