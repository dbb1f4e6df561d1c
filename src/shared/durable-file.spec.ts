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
    const open = jest.spyOn(fs, 'openSync');
    const write = jest.spyOn(fs, 'writeFileSync');
    const rename = jest.spyOn(fs, 'renameSync');
    const flush = jest.spyOn(fs, 'fsyncSync');
    writeDurably(path, 'text', { draft: `${path}.new` });
    expect(open).toHaveBeenCalledWith(`${path}.new`, 'wx', 0o600);
    expect(flush).toHaveBeenCalledTimes(2);
    const [ofFile, ofFolder] = flush.mock.invocationCallOrder;
    const order = [write.mock.invocationCallOrder[0], ofFile, rename.mock.invocationCallOrder[0], ofFolder];
    expect(order).toEqual(order.toSorted((one, other) => one! - other!));
  });

  it('is given away itself, whatever a user of the folder puts in the place of its draft meanwhile', () => {
    const [draft, victim] = [`${path}.draft`, join(folder.path, 'victim')];
    fs.writeFileSync(victim, 'of root');
    const before = fs.statSync(victim);
    const write = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((...given) => {
      write(...given);
      fs.rmSync(draft);
      fs.symlinkSync(victim, draft);
    });
    // Only root can give files away.
    const isRoot = process.getuid?.() === 0;
    const { uid, gid } = isRoot ? { uid: 1234, gid: 1235 } : before;
    writeDurably(path, 'text', { owner: { uid, gid } });
    expect(fs.statSync(victim)).toMatchObject({ uid: before.uid, gid: before.gid });
    expect(fs.readFileSync(victim, 'utf8')).toBe('of root');
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
