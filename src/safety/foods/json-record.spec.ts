import { FoodDataError } from './food-data.error.js';
import { JsonRecord } from './json-record.js';

const record = new JsonRecord(
  JSON.parse(
    '{"text":"x","empty":" ","number":1.5,"zero":0,"flag":false,"texts":["a","b"],"mixed":["a",1],' +
      '"blank":["a"," "],"numbers":[1.5,2],"zeros":[1,0],"huge":[1e999],"record":{"text":"y"},"records":[{"text":"z"}],"null":null,"__proto__":"own"}',
  ) as unknown,
);

const problemOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof FoodDataError) return error.problem;
    throw error;
  }
  return 'none';
};

describe('JsonRecord', () => {
  it('gives every field in its type', () => {
    expect(record.text('text')).toBe('x');
    expect(record.number('number')).toBe(1.5);
    expect(record.numbers('numbers')).toEqual([1.5, 2]);
    expect(record.flag('flag')).toBe(false);
    expect(record.texts('texts')).toEqual(['a', 'b']);
    expect(record.choice('text', ['x', 'y'])).toBe('x');
    expect(record.choices('texts', ['b', 'a'])).toEqual(['a', 'b']);
    expect(record.record('record').text('text')).toBe('y');
    expect(record.records('records').map((one) => one.text('text'))).toEqual(['z']);
  });

  it('knows only the fields that were written down, not those of every object', () => {
    expect(record.has('text')).toBe(true);
    expect(record.has('__proto__')).toBe(true);
    expect(record.has('constructor')).toBe(false);
    expect(record.has('toString')).toBe(false);
  });

  it.each(['text', null, undefined, 1, true, [], [{}]])('refuses %j, which is no object', (value) => {
    expect(problemOf(() => new JsonRecord(value))).toBe('an object is expected');
  });

  it.each<[string, () => unknown]>([
    ['"missing" is not a text', () => record.text('missing')],
    ['"constructor" is not a text', () => record.text('constructor')],
    ['"empty" is not a text', () => record.text('empty')],
    ['"number" is not a text', () => record.text('number')],
    ['"text" is not a number above 0', () => record.number('text')],
    ['"zero" is not a number above 0', () => record.number('zero')],
    ['"text" is not a list', () => record.numbers('text')],
    ['"missing" is not a list', () => record.numbers('missing')],
    ['"mixed" is not a list of numbers', () => record.numbers('mixed')],
    ['"zeros" is not a list of numbers', () => record.numbers('zeros')],
    ['"huge" is not a list of numbers', () => record.numbers('huge')],
    ['"null" is not true or false', () => record.flag('null')],
    ['"text" is not a list', () => record.texts('text')],
    ['"mixed" is not a list of texts', () => record.texts('mixed')],
    ['"blank" is not a list of texts', () => record.texts('blank')],
    ['"x" is none of y, z', () => record.choice('text', ['y', 'z'])],
    ['"b" is none of a', () => record.choices('texts', ['a'])],
    ['an object is expected', () => record.record('null')],
    ['"record" is not a list', () => record.records('record')],
    ['an object is expected', () => record.records('texts')],
  ])('says %s', (problem, read) => {
    expect(problemOf(read)).toBe(problem);
  });

  it.each([NaN, Infinity, -Infinity, -1])('refuses the number %d', (number) => {
    expect(problemOf(() => new JsonRecord({ number }).number('number'))).toBe(
      '"number" is not a number above 0',
    );
  });
});
