import fc from 'fast-check';
import { framesIn } from './message-frame.js';

describe('framesIn', () => {
  const message = {
    jsonrpc: '2.0',
    id: 7,
    method: 'tools/call',
    params: { name: 'stop_cook', arguments: { a: [1] } },
  };
  const frame = { id: 7, method: 'tools/call', name: 'stop_cook' };

  it('reads a message, whatever the order of its fields', () => {
    const { id, method, params } = message;
    const inOrders = [
      message,
      { params, method, id },
      { params: { _meta: { name: 'x', id: 1 }, ...params }, id, method },
    ];
    for (const one of inOrders) expect(framesIn(JSON.stringify(one, null, 2))).toEqual([frame]);
  });

  it('reads those of a batch', () => {
    expect(framesIn(JSON.stringify([message, { id: 8, method: 'ping' }]))).toEqual([
      frame,
      { id: 8, method: 'ping' },
    ]);
  });

  it.each<[string, string]>([
    ['fields in a list', '{"params":[{"name":"stop_cook"}]}'],
    ['fields of fields', '{"params":{"params":{"name":"stop_cook"}},"x":{"method":"tools/call"}}'],
    ['escaped quotes', String.raw`{"x":"\"method\":\"tools/call\",","y":"`],
    ['a name that is not closed', '{"params":{"name":"stop_cook'],
  ])('takes nothing from %s', (_name, text) => {
    expect(framesIn(text)).toEqual([{}]);
  });

  it('takes the last of two values, as JSON.parse does', () => {
    expect(framesIn('{"id":1,"id":2}')).toEqual([{ id: 2 }]);
  });

  it('agrees with JSON.parse on every message, and never throws for a part of one', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const params = fc.record({ name: fc.string(), arguments: value });
    const messages = fc.record({ id: fc.oneof(fc.string(), fc.integer()), method: fc.string(), params });
    fc.assert(
      fc.property(messages, fc.nat(400), (one, length) => {
        const text = JSON.stringify(one);
        expect(framesIn(text)).toEqual([{ id: one.id, method: one.method, name: one.params.name }]);
        const [read = {}] = framesIn(text.slice(0, length));
        expect({ id: one.id, method: one.method, name: one.params.name }).toMatchObject(read);
      }),
    );
  });
});
