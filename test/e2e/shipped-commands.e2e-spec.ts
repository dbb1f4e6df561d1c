import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { COMMANDS } from '../../src/cli/cli-program.js';

const PROGRAM = join(import.meta.dirname, '../../dist/coddle.js');

describe('The shipped coddle', () => {
  // In the bundle each command brings only what it imports, and no Reflect.metadata for decorated classes.
  it.each(COMMANDS.map(({ name }) => name))(
    'loads %s',
    async (name) => {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM, name, '--help'], {
        cwd: tmpdir(),
      });
      expect(stdout).toContain(`coddle ${name}`);
      expect(stderr).toBe('');
    },
    60_000,
  );
});
