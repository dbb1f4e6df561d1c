import { StreamPositions } from './stream-position.js';

describe('StreamPositions', () => {
  const positions = new StreamPositions();

  it('read the number back from the id of an event', () => {
    expect(positions.idOf(41)).toMatch(/^[\da-f]{12}-41$/);
    expect(positions.numberOf(positions.idOf(41))).toBe(41);
  });

  it('know no id of another process', () => {
    expect(positions.numberOf(new StreamPositions().idOf(41))).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    '41',
    '-41',
    'x-41',
    '41-',
    '__proto__',
    '1e3',
    `${'0'.repeat(12)}-1`,
    '💥'.repeat(9),
  ])('take nonsense for no position: %s', (id) => expect(positions.numberOf(id)).toBeUndefined());

  it.each(['-1', '1.5', '1e3', ' 1', '1, 2', '9'.repeat(40), ''])(
    'take a strange number for no position: %s',
    (number) => expect(positions.numberOf(`${positions.idOf(1).slice(0, -1)}${number}`)).toBeUndefined(),
  );
});
