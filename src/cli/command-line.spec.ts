import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { runWhenMain, type Command, type CommandIo, type HostProcess } from './command-line.js';

describe('runWhenMain', () => {
  let folder: string;
  let main: string;
  const hostOf = (...started: string[]) =>
    ({ ...process, argv: ['node', ...started], env: { A: 'b' }, cwd: () => folder }) as HostProcess;
  const returning = (code: number, calls: [readonly string[], CommandIo][] = []): Command => {
    return (argv, io) => {
      calls.push([argv, io]);
      return code;
    };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-command-'));
    main = join(folder, 'main.js');
    writeFileSync(main, '');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('runs the command with its words and sets the exit code', () => {
    const calls: [readonly string[], CommandIo][] = [];
    const host = hostOf(main, 'encrypt', 'a');
    runWhenMain(pathToFileURL(main).href, returning(3, calls), host);
    expect(host.exitCode).toBe(3);
    expect(calls).toHaveLength(1);
    const [argv, io] = calls[0]!;
    expect(argv).toEqual(['encrypt', 'a']);
    expect(io).toMatchObject({ variables: { A: 'b' }, folder });
    expect(io.randomBytes(5)).toHaveLength(5);
  });

  it('sets the exit code of a command that takes its time', async () => {
    const host = hostOf(main);
    runWhenMain(pathToFileURL(main).href, async () => 6, host);
    await Promise.resolve();
    expect(host.exitCode).toBe(6);
  });

  it('ends without an error when its reader has seen enough', () => {
    const stdout = new PassThrough();
    const host = { ...hostOf(main), stdout } as unknown as HostProcess;
    runWhenMain(pathToFileURL(main).href, returning(0), host);
    const failing = (code: string) => () => stdout.emit('error', Object.assign(new Error('write'), { code }));
    expect(failing('EPIPE')).not.toThrow();
    expect(failing('EIO')).toThrow('write');
  });

  it('spells out what a terminal would obey in what the command prints', () => {
    const written: string[] = [];
    const sink = { write: (text: string) => written.push(text) > 0, on: () => undefined };
    const host = { ...hostOf(main), stdout: sink, stderr: sink } as unknown as HostProcess;
    const naming: Command = (_argv, { stdout, stderr }) => {
      stdout.write('Pot \x1b]0;mine\x07 of \u202eGrandma\n');
      stderr.write('\x9b2J\n');
      return 0;
    };
    runWhenMain(pathToFileURL(main).href, naming, host);
    expect(written).toEqual(['Pot \\u001b]0;mine\\u0007 of \\u202eGrandma\n', '\\u009b2J\n']);
  });

  it('runs it when node was started through a link', () => {
    const link = join(folder, 'link.js');
    symlinkSync(main, link);
    const host = hostOf(link);
    runWhenMain(pathToFileURL(main).href, returning(4), host);
    expect(host.exitCode).toBe(4);
  });

  it.each([
    ['was started with another file', () => [join(folder, 'other.js')]],
    ['reads a script from its input', () => ['-']],
    ['was started with no file', () => []],
  ])('does nothing when node %s', (_, started) => {
    writeFileSync(join(folder, 'other.js'), '');
    const calls: [readonly string[], CommandIo][] = [];
    runWhenMain(pathToFileURL(main).href, returning(5, calls), hostOf(...started()));
    expect(calls).toEqual([]);
  });
});
