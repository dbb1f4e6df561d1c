import fc from 'fast-check';
import type { IncomingHttpHeaders } from 'node:http';
import { makeRequest, outcomeOf } from '../../test/harness/calls.js';
import { LARGEST_BODY, readJsonObject } from './request-body.js';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Reads a body that arrives in these pieces; its length is in the headers unless they are given. */
function read(pieces: readonly (string | Buffer)[], headers: IncomingHttpHeaders = JSON_TYPE) {
  const bytes = pieces.map((piece) => Buffer.from(piece));
  const length = String(Buffer.concat(bytes).length);
  const untold = 'transfer-encoding' in headers || 'content-length' in headers;
  const request = makeRequest({ headers: { ...(untold ? {} : { 'content-length': length }), ...headers } });
  const body = readJsonObject(request);
  for (const piece of bytes) request.push(piece);
  request.push(null);
  return body;
}

const nested = (levels: number): object => (levels === 1 ? {} : { inner: nested(levels - 1) });

describe('The JSON object in a request', () => {
  it.each([{}, { 'content-length': '0' }, { 'content-length': '0', 'content-type': 'text/plain' }])(
    'is empty when there is no body (%#)',
    async (headers) => expect(await readJsonObject(makeRequest({ headers }))).toEqual({}),
  );

  it('is what was sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), async (sent) => {
        expect(JSON.stringify(await read([JSON.stringify(sent)]))).toBe(JSON.stringify(sent));
      }),
    );
  });

  it('is the same wherever the network cuts it', async () => {
    const sent = Buffer.from('{"food_type":"crème brûlée 🍮"}');
    for (let cut = 0; cut <= sent.length; cut++) {
      expect(await read([sent.subarray(0, cut), sent.subarray(cut)])).toEqual({
        food_type: 'crème brûlée 🍮',
      });
    }
  });

  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; charset = utf-8',
    'application/json; version=1',
  ])('is read with the content type "%s"', async (type) => {
    expect(await read(['{"a":1}'], { 'content-type': type })).toEqual({ a: 1 });
  });

  it('may have the byte order mark that some programs write in front of it', async () => {
    expect(await read(['\uFEFF{"a":"\uFEFFb"}'])).toEqual({ a: '\uFEFFb' });
    expect(await read([Buffer.from([0xef]), Buffer.from([0xbb, 0xbf]), '{"a":1}'])).toEqual({ a: 1 });
    expect(await outcomeOf(() => read(['\uFEFF']))).toBe('VALIDATION_ERROR');
    expect(await outcomeOf(() => read(['\uFEFF\uFEFF{}']))).toBe('VALIDATION_ERROR');
  });

  it('is read in chunks of unknown number', async () => {
    expect(await read(['{"a"', ':1}'], { ...JSON_TYPE, 'transfer-encoding': 'chunked' })).toEqual({ a: 1 });
  });

  it.each([
    ['no type', {}],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain' }],
    ['two types', { 'content-type': 'application/json, application/json' }],
    ['a type that only begins so', { 'content-type': 'application/json5' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
    ['a charset that only begins so', { 'content-type': 'application/json; charset=utf-8x' }],
    [
      'two charsets, the wrong one first',
      { 'content-type': 'application/json; charset=latin1; charset=utf-8' },
    ],
    ['gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ])('is refused for its form with %s', async (_case, headers) => {
    expect(await outcomeOf(() => read(['{}'], headers))).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it.each([
    ['broken', '{"a":1'],
    ['blank', '   '],
    ['two at once', '{}{}'],
    ['with a comma too many', '{"a":1,}'],
    ['NaN', '{"a":NaN}'],
    ['Infinity', '{"a":-Infinity}'],
    ['a function', '{"a":alert()}'],
    ['no UTF-8', Buffer.from('{"a":"crème"}', 'latin1')],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['a list', '[{"a":1}]'],
    ['null', 'null'],
    ['true', 'true'],
    ['a number', '7'],
    ['a text', '"a"'],
    ['nine levels deep', JSON.stringify(nested(9))],
    ['as deep as 16 KiB allow', `{"a":${'['.repeat(8_000)}${']'.repeat(8_000)}}`],
  ])('is refused when it is %s', async (_case, text) => {
    expect(await outcomeOf(() => read([text]))).toBe('VALIDATION_ERROR');
  });

  it('may be eight levels deep', async () => {
    expect(await read([JSON.stringify(nested(8))])).toEqual(nested(8));
  });

  it('may have 16 KiB to the byte', async () => {
    const text = JSON.stringify({ a: 'x'.repeat(LARGEST_BODY - 8) });
    expect(text.length).toBe(16_384);
    expect(await read([text])).toHaveProperty('a');
    expect(await outcomeOf(() => read([`${text} `]))).toBe('PAYLOAD_TOO_LARGE');
    const chunked = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    expect(await read([text], chunked)).toHaveProperty('a');
    expect(await outcomeOf(() => read([text, ' '], chunked))).toBe('PAYLOAD_TOO_LARGE');
  });

  it('is refused by the length in its headers, before anything is read', async () => {
    const request = makeRequest({ headers: { ...JSON_TYPE, 'content-length': '16385' } });
    await expect(readJsonObject(request)).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: 'The body may hold at most 16 KiB.',
      details: { maximum_bytes: 16_384 },
    });
    expect(request.listenerCount('data')).toBe(0);
  });

  it('is refused as soon as its chunks are too long, although its end is not in sight', async () => {
    const request = makeRequest({ headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } });
    const body = readJsonObject(request);
    for (let i = 0; i < 17; i++) request.push(Buffer.alloc(1024, ' '));
    expect(await outcomeOf(() => body)).toBe('PAYLOAD_TOO_LARGE');
  });

  it('is refused when the client goes away in the middle', async () => {
    const request = makeRequest({ headers: { ...JSON_TYPE, 'content-length': '10' } });
    const body = readJsonObject(request);
    request.push('{"a"');
    request.destroy(new Error('aborted'));
    await expect(body).rejects.toMatchObject({ code: 'VALIDATION_ERROR', message: 'The body broke off.' });
  });
});
