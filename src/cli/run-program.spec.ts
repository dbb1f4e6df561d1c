import { programsOf, withoutServices } from './run-program.js';

describe('Another program', () => {
  const run = programsOf({ PATH: process.env['PATH'] });

  it('gives its exit code and both its outputs', async () => {
    const ran = await run('sh', ['-c', 'echo out; echo err >&2; exit 3']);
    expect(ran).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('is given its words as they are, variables and a folder', async () => {
    const words = ['-c', 'printf "%s|%s|%s" "$1" "$MORE" "$PWD"', 'sh', '$HOME; a  b'];
    const { stdout } = await run('sh', words, { variables: { MORE: 'more' }, folder: '/' });
    expect(stdout).toBe('$HOME; a  b|more|/');
  });

  it('has the code 127 when it is not there', async () => {
    expect(await run('no-such-program-here', [])).toMatchObject({ code: 127 });
  });

  it('has the code 124 when it takes too long', async () => {
    expect(await run('sleep', ['60'], { timeout: 20 })).toMatchObject({ code: 124 });
  });

  it('never reaches the services of this system for an installation elsewhere', async () => {
    expect(await withoutServices(run, undefined)('systemctl', ['--version'])).toMatchObject({ code: 127 });
    expect(await withoutServices(run, 'echo')('systemctl', ['stop', 'coddle'])).toMatchObject({
      stdout: 'stop coddle\n',
    });
    expect(await withoutServices(run, undefined)('echo', ['on'])).toMatchObject({ stdout: 'on\n' });
  });
});
