import { asFlag, asNumber, asObject, asText, JsonFormError, JsonReader } from './json-reader.js';

describe('JsonReader', () => {
  const reader = JsonReader.parse(
    '{"name":"pork","at":7,"on":false,"list":[1,"two"],"inner":{"none":null},"state":"room"}',
    'record',
  );

  it('reads every kind of value', () => {
    expect(reader.field('name').text()).toBe('pork');
    expect(reader.field('at').number()).toBe(7);
    expect(reader.field('on').flag()).toBe(false);
    expect(reader.field('state').oneOf(['room', 'frozen'])).toBe('room');
    expect(reader.field('inner').object()).toEqual({ none: null });
    expect(JsonReader.of([1, 2]).list(asNumber)).toEqual([1, 2]);
  });

  it('distinguishes a missing field from null', () => {
    expect(reader.field('inner').field('none').orNull(asText)).toBeNull();
    expect(reader.field('left').optional(asObject)).toBeUndefined();
    expect(() => reader.field('left').orNull(asObject)).toThrow('record.left is not an object');
    expect(() => reader.field('inner').field('none').optional(asText)).toThrow(
      'record.inner.none is not a text',
    );
  });

  it.each([
    ['record.name is not a number', () => asNumber(reader.field('name'))],
    ['record.name is not true or false', () => asFlag(reader.field('name'))],
    ['record.at is not a text', () => asText(reader.field('at'))],
    ['record.name is not an object', () => reader.field('name').field('first')],
    ['record.list is not an object', () => reader.field('list').object()],
    ['record.at is not a list', () => reader.field('at').list(asNumber)],
    ['record.list[1] is not a number', () => reader.field('list').list(asNumber)],
    ['record.name is not one of beef, lamb', () => reader.field('name').oneOf(['beef', 'lamb'])],
    ['record is not JSON', () => JsonReader.parse('{', 'record')],
    ['the value is not a text', () => JsonReader.of(7).text()],
  ])('names the field: %s', (message, read) => {
    expect(read).toThrow(JsonFormError);
    expect(read).toThrow(message);
  });

  it('tells the path of the field that it cannot read', () => {
    expect(() => JsonReader.of({ at: '5' }).field('at').number()).toThrow(
      expect.objectContaining({ path: 'at' }) as Error,
    );
  });

  it('knows own properties only', () => {
    expect(JsonReader.of({}).field('constructor').optional(asObject)).toBeUndefined();
  });
});
