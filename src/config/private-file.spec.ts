import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialsFileError } from './config.errors.js';
import { LARGEST_FILE, readPrivateFile, readSmallFile, writePrivateFile } from './private-file.js';

describe('a private file', () => {
  let folder: string;
  const name = (file: string) => ({ folder, file });
  const put = (file: string, content: string | Buffer, mode = 0o600) => {
    writeFileSync(join(folder, file), content);
    chmodSync(join(folder, file), mode);
  };
  const bytes = (length: number) => Buffer.alloc(length, 1);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-private-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read when only its owner may use it', () => {
    put('a.json', 'grüezi');
    expect(readPrivateFile(name('a.json'))).toBe('grüezi');
    chmodSync(join(folder, 'a.json'), 0o400);
    expect(readPrivateFile(name('a.json'))).toBe('grüezi');
  });

  it('is undefined when there is none, or no folder', () => {
    expect(readPrivateFile(name('a.json'))).toBeUndefined();
    expect(readPrivateFile(name('nowhere/a.json'))).toBeUndefined();
  });

  it.each([0o640, 0o604, 0o620, 0o610, 0o601, 0o644])(
    'is refused with mode %i, and the message names the chmod',
    (mode) => {
      put('a.json', 'text', mode);
      expect(() => readPrivateFile(name('a.json'))).toThrow(/: run chmod 600 a\.json$/);
    },
  );

  it('names a chmod command that a shell reads correctly', () => {
    mkdirSync(join(folder, "cook's files"));
    put("cook's files/a.json", 'text', 0o644);
    const command = messageOf(() => readPrivateFile(name("cook's files/a.json"))).split('run ')[1]!;
    execFileSync('sh', ['-c', command], { cwd: folder });
    expect(readPrivateFile(name("cook's files/a.json"))).toBe('text');
  });

  it('may be readable by others where that is allowed', () => {
    put('a.json', 'text', 0o644);
    expect(readSmallFile(name('a.json'))).toBe('text');
  });

  it('is refused when it is one byte too large', () => {
    put('a.json', Buffer.alloc(LARGEST_FILE, 0x20));
    expect(readPrivateFile(name('a.json'))).toHaveLength(LARGEST_FILE);
    put('a.json', Buffer.alloc(LARGEST_FILE + 1, 0x20));
    expect(() => readPrivateFile(name('a.json'))).toThrow('a.json is too large');
  });

  it('is refused when it is not UTF-8', () => {
    put('a.json', Buffer.from([0x7b, 0xff]));
    expect(() => readPrivateFile(name('a.json'))).toThrow('a.json is not UTF-8');
  });

  it('is refused when it is a folder or a pipe, without waiting for the pipe', () => {
    mkdirSync(join(folder, 'a.json'));
    execFileSync('mkfifo', [join(folder, 'b.json')]);
    expect(() => readPrivateFile(name('a.json'))).toThrow('a.json is not a file');
    expect(() => readPrivateFile(name('b.json'))).toThrow('b.json is not a file');
  });

  it('is refused when it is a link, where none may be', () => {
    put('a.json', 'text');
    symlinkSync(join(folder, 'a.json'), join(folder, 'link.json'));
    expect(readPrivateFile(name('link.json'))).toBe('text');
    expect(readPrivateFile({ ...name('a.json'), noLink: true })).toBe('text');
    expect(() => readPrivateFile({ ...name('link.json'), noLink: true })).toThrow(
      /^link\.json is a symbolic link/,
    );
  });

  it('is refused in one sentence when it cannot be opened', () => {
    put('plain', 'text');
    expect(() => readPrivateFile(name('plain/a.json'))).toThrow(/^plain\/a\.json cannot be read \(ENOTDIR\)/);
  });

  it('is written for its owner only, also over an older one', () => {
    put('a.enc', 'old', 0o644);
    writePrivateFile(name('a.enc'), 'new', bytes);
    expect(readFileSync(join(folder, 'a.enc'), 'utf8')).toBe('new');
    expect(statSync(join(folder, 'a.enc')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a.enc']);
  });

  it('leaves nothing behind when it cannot be written', () => {
    mkdirSync(join(folder, 'a.enc'));
    expect(() => writePrivateFile(name('a.enc'), 'new', bytes)).toThrow(CredentialsFileError);
    expect(readdirSync(folder)).toEqual(['a.enc']);
    expect(() => writePrivateFile(name('nowhere/a.enc'), 'new', bytes)).toThrow(
      'nowhere/a.enc cannot be written (ENOENT)',
    );
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
