import fs from 'node:fs';
import { join } from 'node:path';
import { DataFolder } from '../../test/harness/data-folder.js';
import { flushToDisk, renameDurably, writeDurably, writeDurablyAsync } from './durable-file.js';

describe('A durable file', () => {
  let folder: DataFolder;
  let path: string;
  beforeEach(() => {
    folder = new DataFolder();
    path = join(folder.path, 'file');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    folder.remove();
  });

  const names = () => fs.readdirSync(folder.path);

  it('holds what was written, for its owner alone, and leaves nothing beside it', () => {
    writeDurably(path, 'first');
    writeDurably(path, 'second');
    expect(fs.readFileSync(path, 'utf8')).toBe('second');
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    expect(names()).toEqual(['file']);
  });

  it('written without blocking holds the same, over the leftover of a crash', async () => {
    fs.writeFileSync(`${path}.draft`, 'torn');
    await writeDurablyAsync(path, 'first');
    await writeDurablyAsync(path, 'second');
    expect(fs.readFileSync(path, 'utf8')).toBe('second');
    expect(fs.statSync(path).mode & 0o777).toBe(0o600);
    expect(names()).toEqual(['file']);
  });

  it('written without blocking leaves nothing when its name is taken by a folder', async () => {
    fs.mkdirSync(path);
    await expect(writeDurablyAsync(path, 'text')).rejects.toThrow(/EISDIR|EEXIST|ENOTEMPTY/);
    expect(names()).toEqual(['file']);
  });

  it('has the permissions that were asked for', () => {
    writeDurably(path, Buffer.from('text'), { mode: 0o640 });
    expect(fs.statSync(path).mode & 0o777).toBe(0o640);
  });

  it('is flushed before it gets its name, and its folder after that', () => {
    const write = jest.spyOn(fs, 'writeFileSync');
    const rename = jest.spyOn(fs, 'renameSync');
    const flush = jest.spyOn(fs, 'fsyncSync');
    writeDurably(path, 'text', { draft: `${path}.new` });
    expect(write).toHaveBeenCalledWith(`${path}.new`, 'text', { flag: 'wx', mode: 0o600, flush: true });
    const order = [write, rename, flush].map(({ mock }) => mock.invocationCallOrder.at(-1)!);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  it('stays as it was when the new content cannot be written', () => {
    writeDurably(path, 'first');
    expect(() => writeDurably(path, 'second', { draft: join(folder.path, 'missing', 'draft') })).toThrow(
      /ENOENT/,
    );
    expect(fs.readFileSync(path, 'utf8')).toBe('first');
  });

  it('leaves no temporary file behind when it cannot get its name', () => {
    fs.mkdirSync(path);
    expect(() => writeDurably(path, 'text')).toThrow(/EISDIR/);
    expect(names()).toEqual(['file']);
  });

  it('can be renamed, and its folder flushed', () => {
    writeDurably(path, 'text');
    renameDurably(path, `${path}.old`);
    flushToDisk(folder.path);
    expect(names()).toEqual(['file.old']);
  });
});
