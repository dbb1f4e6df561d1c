import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Node's own loader, since the runtime is part of Jest and no module of ours.
const { isSharedIn } = createRequire(__filename)('./shared-runtime.cjs') as {
  isSharedIn: (root: string) => (path: string) => boolean;
};

describe('The modules that the specs of a worker share', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'shared-')));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are sources and packages, and no specs', () => {
    mkdirSync(join(folder, 'node_modules'));
    const isShared = isSharedIn(folder);
    expect(
      ['src/main.ts', 'src/main.spec.ts', 'test/harness/api.ts', 'node_modules/ws/index.js'].map((path) =>
        isShared(join(folder, path)),
      ),
    ).toEqual([true, false, false, true]);
  });

  it('are packages also where their folder is a link', () => {
    const [packages, copy] = [join(folder, 'packages'), join(folder, 'copy')];
    for (const one of [packages, copy]) mkdirSync(one);
    symlinkSync(packages, join(copy, 'node_modules'));
    expect(isSharedIn(copy)(join(packages, 'ws/index.js'))).toBe(true);
  });
});
