import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/check-words.mjs', import.meta.url));
/** How many are left. It only goes down. */
const LEFT = 134;

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

  it('hold no more words of a private dialect than are known', () => {
    expect(findings.length).toBeLessThanOrEqual(LEFT);
  });

  it('need every exception that is made for them', () => {
    expect(unused).toEqual([]);
  });
});
