import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerSocketAddress, ownerSocketFile } from './owner-address.js';

describe('ownerSocketAddress', () => {
  const root = mkdtempSync(join(tmpdir(), 'coddle-owner-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('is the file in the data folder', () => {
    expect(ownerSocketAddress(root)).toMatchObject({ path: ownerSocketFile(root) });
  });

  it('works for a path that is longer than the kernel allows', async () => {
    const deep = join(root, 'ü'.repeat(80));
    mkdirSync(deep);
    const address = ownerSocketAddress(deep);
    expect(Buffer.byteLength(address.path)).toBeLessThan(108);
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address.path, resolve);
    });
    await new Promise((closed) => server.close(closed));
    address.release();
  });

  it('is rejected when the folder does not exist', () => {
    expect(() => ownerSocketAddress(join(root, 'x'.repeat(200)))).toThrow('ENOENT');
  });
});
