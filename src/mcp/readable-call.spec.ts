import { readableCall } from './readable-call.js';

const call = (given: unknown, name = 'stop_cook') => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: given },
});

describe('readableCall', () => {
  it.each([
    [null, {}],
    ['now', { arguments: 'now' }],
    [[1], { arguments: [1] }],
    [0, { arguments: 0 }],
  ])('makes an object of the arguments %j', (given, read) => {
    expect(readableCall(call(given))).toEqual(call(read));
  });

  it('leaves out arguments of a stop that are nested too deeply, and only those', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`) as object;
    expect(readableCall(call(deep))).toEqual(call({ arguments: 'too deep' }));
    expect(readableCall(call(deep, 'get_status'))).toEqual(call(deep, 'get_status'));
  });

  it('leaves every other message as it is', () => {
    for (const message of [call({ a: 1 }), call('x', 'no_tool'), { method: 'ping' }, null, 7]) {
      expect(readableCall(message)).toBe(message);
    }
  });

  it('reads every message of a batch', () => {
    expect(readableCall([call(null), 1])).toEqual([call({}), 1]);
  });
});
