import { EventFrame, eventText, HEARTBEAT } from './event-frame.js';

/** A chunk of HTTP/1.1: its length in hexadecimal, and its content. */
const CHUNK = /^([\da-f]+)\r\n([^]*)\r\n$/;

describe('An event', () => {
  it('has its id, its name and its data on lines of their own, and ends with an empty line', () => {
    expect(eventText({ id: 'e-1', event: 'reading', json: '{"at":1}' })).toBe(
      'id: e-1\nevent: reading\ndata: {"at":1}\n\n',
    );
  });

  it('may say when to reconnect, and may leave the id of the client as it is', () => {
    expect(eventText({ event: 'busy', json: '{}', retry: 15_000 })).toBe(
      'retry: 15000\nevent: busy\ndata: {}\n\n',
    );
  });
});

describe('A frame', () => {
  it.each(['data: {}\n\n', ':\n\n', `data: ${'x'.repeat(70_000)}\n\n`, 'data: "Küche 🍲 \u2028"\n\n'])(
    'is a chunk whose length counts bytes, and is kept without the chunk for HTTP/1.0',
    (text) => {
      const frame = new EventFrame(text, 7);
      const [, length, content] = CHUNK.exec(frame.chunk.toString()) ?? [];
      expect(content).toBe(text);
      expect(Number.parseInt(length!, 16)).toBe(Buffer.byteLength(text));
      expect(frame.content.toString()).toBe(text);
      expect(frame.number).toBe(7);
    },
  );

  it('of a heartbeat is a comment without a number', () => {
    expect(HEARTBEAT.content.toString()).toBe(':\n\n');
    expect(HEARTBEAT.number).toBe(0);
  });
});
