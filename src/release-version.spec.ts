import { readFileSync } from 'node:fs';
import { releaseVersion } from './release-version.js';

describe('releaseVersion', () => {
  it('is that of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(releaseVersion()).toBe(version);
  });
});
