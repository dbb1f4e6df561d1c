import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/check-words.mjs', import.meta.url));
interface Report {
  readonly findings: readonly object[];
  readonly unused: readonly object[];
}

/** What the script finds (`npm run words` prints it). */
function check(): Report {
  const { stdout, stderr } = spawnSync(process.execPath, [SCRIPT, '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

describe('Code and texts', () => {
  const { findings, unused } = check();

  it('hold no words of a private dialect', () => {
    expect(findings).toEqual([]);
  });

  it('need every exception that is made for them', () => {
    expect(unused).toEqual([]);
  });
});
