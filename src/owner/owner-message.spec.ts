import { parseOwnerRequest, parseOwnerResponse } from './owner-message.js';

describe('A message on the owner’s socket', () => {
  it('is parsed', () => {
    const request = { command: 'discarded', arguments: { cook_id: 'a' } };
    expect(parseOwnerRequest(JSON.stringify(request))).toEqual(request);
    expect(parseOwnerResponse('{"ok":true,"result":{"a":1}}')).toEqual({ ok: true, result: { a: 1 } });
    expect(parseOwnerResponse('{"ok":false,"message":"No."}')).toEqual({ ok: false, message: 'No.' });
  });

  it.each(['', '{', 'null', '[]', '1', '{"command":1}', '{"command":"a"}', '{"command":"a","arguments":[]}'])(
    'is undefined when it is malformed: %s',
    (text) => {
      expect(parseOwnerRequest(text)).toBeUndefined();
      expect(parseOwnerResponse(text)).toBeUndefined();
    },
  );
});
