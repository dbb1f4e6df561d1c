import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GUARD = join(process.cwd(), 'deploy/guard.sh');
const PENDING = 'from=releases/1.0.0\nto=releases/1.1.0\ntries=0\n';

describe('The guard of an update', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'coddle-guard-'));
    for (const version of ['1.0.0', '1.1.0'])
      mkdirSync(opt(`releases/${version}/deploy`), { recursive: true });
    mkdirSync(join(root, 'etc/systemd/system'), { recursive: true });
    mkdirSync(data(''), { recursive: true });
    symlinkSync('releases/1.1.0', opt('current'));
    writeFileSync(opt('pending'), PENDING);
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const opt = (name: string) => join(root, 'opt/coddle', name);
  const data = (name: string) => join(root, 'var/lib/coddle', name);
  const guard = (word: string) =>
    execFileSync('sh', [GUARD, word], { env: { PATH: process.env['PATH'], CODDLE_ROOT: root } }).toString();
  const current = () => readlinkSync(opt('current'));

  function putFolderInPlace() {
    rmSync(data('coddle.db'), { recursive: true, force: true });
    mkdirSync(data('coddle.db'));
    writeFileSync(data('coddle.db/inside'), 'something');
  }

  it('goes back past a folder that lay in the place of the database all the time, and leaves it there', () => {
    putFolderInPlace();
    writeFileSync(data('journal.key'), 'key');
    guard('before-start');
    expect(guard('before-start')).toContain('1.0.0 runs again');
    expect(current()).toBe('releases/1.0.0');
    expect(readFileSync(data('coddle.db/inside'), 'utf8')).toBe('something');
    expect(readFileSync(data('journal.key'), 'utf8')).toBe('key');
    expect(existsSync(opt('pending'))).toBe(false);
  });

  it('puts the database back where a folder has taken its place, and moves that aside', () => {
    writeFileSync(data('coddle.db'), 'before');
    mkdirSync(data('coddle.db.aside'));
    guard('before-start');
    putFolderInPlace();
    expect(guard('before-start')).toContain('moved aside, to coddle.db.aside.aside');
    expect(current()).toBe('releases/1.0.0');
    expect(readFileSync(data('coddle.db'), 'utf8')).toBe('before');
    expect(readdirSync(data('coddle.db.aside.aside'))).toEqual(['inside']);
  });

  it('lets a version go on that is ready in spite of it', () => {
    putFolderInPlace();
    guard('before-start');
    guard('after-start');
    expect(current()).toBe('releases/1.1.0');
    expect(readFileSync(data('coddle.db/inside'), 'utf8')).toBe('something');
  });
});
