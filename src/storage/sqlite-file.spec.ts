import { UnstorableValueError, SqliteFile } from './sqlite-file.js';

describe('SqliteFile', () => {
  let file: SqliteFile;
  beforeEach(() => {
    file = new SqliteFile(':memory:');
    file.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY, number INTEGER, whatever ANY) STRICT');
  });
  afterEach(() => file.close());

  const keep = (...values: unknown[]) =>
    file.prepare('INSERT INTO kept (number, whatever) VALUES (?, ?)').run(values);
  const kept = () =>
    file.prepare('SELECT typeof(number) AS a, typeof(whatever) AS b, number, whatever FROM kept').all();

  it('stores whole numbers as such, and gives them back as numbers', () => {
    keep(300, 300);
    keep(-0, 60.5);
    keep(Number.MAX_SAFE_INTEGER, 'text');
    expect(kept()).toEqual([
      { a: 'integer', b: 'integer', number: 300, whatever: 300 },
      { a: 'integer', b: 'real', number: 0, whatever: 60.5 },
      { a: 'integer', b: 'text', number: Number.MAX_SAFE_INTEGER, whatever: 'text' },
    ]);
  });

  it('divides and joins whole numbers as whole numbers', () => {
    expect(file.prepare("SELECT 1234 / ? * ? AS bucket, 'cook:' || ? AS name").all([300, 300, 7])).toEqual([
      { bucket: 1200, name: 'cook:7' },
    ]);
  });

  it('stores bytes and nothing', () => {
    keep(null, Buffer.from('bytes'));
    keep(null, new Uint8Array([1, 2, 3]).subarray(1));
    expect(file.prepare('SELECT number, hex(whatever) AS hex FROM kept').all()).toEqual([
      { number: null, hex: '6279746573' },
      { number: null, hex: '0203' },
    ]);
  });

  it('passes the driver no value that it would misread', () => {
    const statement = file.prepare('INSERT INTO kept (number, whatever) VALUES (?, ?)');
    const wrong = [true, undefined, NaN, Infinity, {}, new Date(0), [1], 'a\0b', 2n ** 64n];
    for (const value of wrong) {
      for (const call of ['all', 'run', 'iterate'] as const) {
        expect(() => statement[call]([1, value])).toThrow(UnstorableValueError);
      }
    }
    expect(kept()).toEqual([]);
  });

  it('never takes a value of the run before', () => {
    const statement = file.prepare('INSERT INTO kept (number, whatever) VALUES (?, ?)');
    statement.run([1, 'first']);
    for (const values of [[], [2], [2, 'second', 'third']]) {
      expect(() => statement.run(values)).toThrow(UnstorableValueError);
    }
    expect(() => statement.run()).toThrow(UnstorableValueError);
    expect(kept()).toHaveLength(1);
  });

  it('takes no parameters with a name or a number', () => {
    expect(() => file.prepare('SELECT ?1, ?1')).toThrow(RangeError);
    expect(() => file.prepare('SELECT :name')).toThrow(RangeError);
  });
});
