import { copierOf, shownError } from './shown-result.js';

const text = { type: 'string' };
const schema = {
  type: 'object',
  properties: {
    device_name: text,
    summary: text,
    state: { type: 'string', enum: ['idle'] },
    list: { type: 'array', items: { type: 'object', properties: { name: text } } },
    cook: { type: ['object', 'null'], properties: { food_type: text } },
  },
};
const copy = copierOf(schema);

describe('The copier of a schema', () => {
  it('copies the fields of the schema only', () => {
    expect(copy({ summary: 'Idle.', more: 1, list: [{ name: 'a', x: 1 }], cook: null })).toEqual({
      summary: 'Idle.',
      list: [{ name: 'a' }],
      cook: null,
    });
  });

  it('takes invisible characters out of texts, and leaves their lines', () => {
    expect(copy({ summary: 'one\u202e\u0007\ntwo\u200b' })).toEqual({ summary: 'one\ntwo' });
  });

  it('cuts the names that others chose', () => {
    const long = `${'x'.repeat(80)}`;
    expect(copy({ device_name: `\u0000${long}`, cook: { food_type: long }, list: [{ name: long }] })).toEqual(
      {
        device_name: 'x'.repeat(64),
        cook: { food_type: 'x'.repeat(64) },
        list: [{ name: 'x'.repeat(64) }],
      },
    );
  });

  it('returns a result with nothing to change as it is, and never changes one', () => {
    const clean = Object.freeze({ summary: 'Idle.', list: Object.freeze([{ name: 'a' }]), state: 'idle' });
    expect(copy(clean)).toBe(clean);
    const unclean = Object.freeze({ summary: 'Idle.\u202e', list: clean.list, more: 1 });
    expect(copy(unclean)).toEqual({ summary: 'Idle.', list: [{ name: 'a' }] });
  });

  it('leaves what is of another form than the schema says', () => {
    expect(copy({ summary: 5, list: 'none' })).toEqual({ summary: 5, list: 'none' });
  });
});

describe('shownError', () => {
  it('keeps every detail, with clean texts and names', () => {
    const error = {
      error: 'DEVICE_AMBIGUOUS',
      details: { devices: [{ name: `a\u202e${'b'.repeat(99)}`, n: 1 }] },
    };
    expect(shownError(error)).toEqual({
      error: 'DEVICE_AMBIGUOUS',
      details: { devices: [{ name: `a${'b'.repeat(63)}`, n: 1 }] },
    });
  });
});
