import { downTo, type NamedSchemas, plainSchema, withoutRequired } from './plain-schema.js';

const NAMED: NamedSchemas = {
  Water: { type: 'object', properties: { celsius: { type: 'number' } }, description: 'Some water.' },
  Pot: { allOf: [{ $ref: '#/components/schemas/Water' }], description: 'A pot.' },
};
const WATER = { $ref: '#/components/schemas/Water' };

describe('plainSchema', () => {
  it('keeps what a plain schema says, and drops its examples', () => {
    const schema = { type: 'string', description: 'A name.', maxLength: 64, pattern: '^a', example: 'abc' };
    expect(plainSchema(schema, {})).toEqual({
      type: 'string',
      description: 'A name.',
      maxLength: 64,
      pattern: '^a',
    });
  });

  it('writes references out, through further references', () => {
    expect(plainSchema({ $ref: '#/components/schemas/Pot' }, NAMED)).toEqual({
      type: 'object',
      description: 'A pot.',
      properties: { celsius: { type: 'number' } },
    });
  });

  it('prefers the words of the place to those of what it refers to', () => {
    const written = plainSchema({ description: 'The bath.', allOf: [WATER] }, NAMED);
    expect(written?.description).toBe('The bath.');
  });

  it('drops null from types, enums and choices', () => {
    expect(plainSchema({ type: ['string', 'null'], enum: ['low', null] }, {})).toEqual({
      type: 'string',
      enum: ['low'],
    });
    expect(plainSchema({ anyOf: [WATER, { type: 'null' }], description: 'Null when dry.' }, NAMED)).toEqual({
      type: 'object',
      description: 'Null when dry.',
      properties: { celsius: { type: 'number' } },
    });
  });

  it.each([
    ['several types', { type: ['string', 'number'] }],
    ['a choice', { oneOf: [{ type: 'string' }, { type: 'number' }] }],
    ['a choice inside what it combines', { allOf: [{ oneOf: [{ type: 'string' }, WATER] }] }],
    ['no type', { description: 'Anything.' }],
  ])('has no form for %s', (_what, schema) => {
    expect(plainSchema(schema, NAMED)).toBeUndefined();
  });

  it('leaves a property without plain form out, also where it is required', () => {
    const schema = {
      type: 'object',
      properties: { any: {}, one: { type: 'number' } },
      required: ['any', 'one'],
    };
    expect(plainSchema(schema, {})).toEqual({
      type: 'object',
      properties: { one: { type: 'number' } },
      required: ['one'],
    });
  });

  it('gives every object properties, also a free one', () => {
    expect(plainSchema({ type: 'object', additionalProperties: true }, {})).toEqual({
      type: 'object',
      properties: {},
    });
  });

  it('writes the items of a list out, and leaves those without plain form out', () => {
    expect(plainSchema({ type: 'array', items: WATER }, NAMED)?.items).toMatchObject({ type: 'object' });
    expect(plainSchema({ type: 'array', items: {} }, NAMED)).toEqual({ type: 'array' });
  });

  it('refuses a reference that leads nowhere', () => {
    expect(() => plainSchema({ $ref: '#/components/schemas/Pan' }, NAMED)).toThrow(/no schema .*Pan/);
  });
});

describe('downTo', () => {
  const spoon = { type: 'object', description: 'A spoon.', properties: { length: { type: 'number' } } };
  const pot = { type: 'object', description: 'A pot.', properties: { spoon, depth: { type: 'number' } } };
  const shelf = { type: 'object', properties: { pots: { type: 'array', items: pot } } };

  it('describes deeper levels by a sentence only', () => {
    const bare = { ...spoon, properties: {} };
    expect(downTo(2, shelf)).toEqual({
      type: 'object',
      properties: {
        pots: { type: 'array', items: { ...pot, properties: { ...pot.properties, spoon: bare } } },
      },
    });
  });

  it('writes all out where nothing lies deeper', () => {
    expect(downTo(3, shelf)).toEqual(shelf);
  });
});

describe('withoutRequired', () => {
  it('forgets at every depth what is always there, and nothing else', () => {
    const inner = { type: 'object', description: 'A pot.', properties: { depth: { type: 'number' } } };
    const list = { type: 'array', items: { ...inner, required: ['depth'] } };
    const schema = { type: 'object', properties: { pots: list, lid: inner }, required: ['pots', 'lid'] };
    expect(withoutRequired(schema)).toEqual({
      type: 'object',
      properties: { pots: { type: 'array', items: inner }, lid: inner },
    });
  });
});
