import { hash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeKeys, keysFileIn } from '../../src/auth/keys-file.js';
import { USUAL_RIGHTS, type NamedKey } from '../../src/auth/named-key.js';

/** A folder of settings with named keys, for `CONFIG_DIR`. */
export class KeysFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'coddle-config-'));

  /** Adds a key. @returns the key itself */
  add(name: string, known: Partial<NamedKey> = {}): string {
    const key = `sk-anova-${name}-${randomBytes(32).toString('base64url')}`;
    const entry = { name, sha256: hash('sha256', key), added: '2026-03-01T00:00:00Z', expires: null };
    this.change((keys) => [...keys, { ...entry, ...USUAL_RIGHTS, ...known }]);
    return key;
  }

  change(change: (keys: readonly NamedKey[]) => readonly NamedKey[]): void {
    changeKeys(keysFileIn(this.path), randomBytes, change);
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
