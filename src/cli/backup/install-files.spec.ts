import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exchange, exchangeAt, prepare, putBack, putBackInterrupted } from './install-files.js';

describe('The exchange of folders', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'coddle-placing-'));
    for (const { place, staged } of exchanges()) {
      mkdirSync(place);
      writeFileSync(join(place, 'which'), 'former');
      prepare({ place, staged, former: '' });
      writeFileSync(join(staged, 'which'), 'new');
    }
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const places = () => ['etc', 'data'].map((name) => join(root, name));
  const exchanges = () => places().map((place) => exchangeAt(place, 'T'));
  const held = () => places().map((place) => readFileSync(join(place, 'which'), 'utf8'));

  it('puts the new in the place of the former, which it keeps', () => {
    exchange(exchanges());
    expect(held()).toEqual(['new', 'new']);
    expect(readdirSync(root).sort()).toEqual([
      'data',
      'data.before-restore-T',
      'etc',
      'etc.before-restore-T',
    ]);
    expect(putBackInterrupted(places())).toBe(false);
    expect(held()).toEqual(['new', 'new']);
  });

  it('can be undone', () => {
    exchange(exchanges());
    putBack(exchanges());
    expect(held()).toEqual(['former', 'former']);
    expect(readdirSync(root).sort()).toEqual(['data', 'etc']);
  });

  it.each([0, 1, 2, 3])('is undone by whoever comes after, when it was cut short after %i steps', (steps) => {
    const renames = exchanges().flatMap(({ place, staged, former }) => [
      [place, former],
      [staged, place],
    ]);
    for (const [from, to] of renames.slice(0, steps)) renameSync(from!, to!);
    expect(putBackInterrupted(places())).toBe(true);
    expect(held()).toEqual(['former', 'former']);
    expect(readdirSync(root).sort()).toEqual(['data', 'etc']);
    expect(putBackInterrupted(places())).toBe(false);
  });

  it('makes the place that is missing, so that there is a former one', () => {
    rmSync(join(root, 'etc'), { recursive: true });
    exchange(exchanges());
    expect(readdirSync(join(root, 'etc.before-restore-T'))).toEqual([]);
  });

  it('leaves alone what only looks like it', () => {
    putBack(exchanges());
    mkdirSync(join(root, 'etcetera.restoring-T'));
    expect(putBackInterrupted(places())).toBe(false);
    expect(readdirSync(root)).toContain('etcetera.restoring-T');
  });
});
