import { readFileSync } from 'node:fs';

/** The file of the build lies beside the server, that of the sources above them. */
const FILES = ['package.json', '../package.json'];

/** The version of this release. It is read when it is asked for. */
export function releaseVersion(): string {
  for (const file of FILES) {
    const version = versionIn(new URL(file, import.meta.url));
    if (version !== undefined) return version;
  }
  return 'unknown';
}

function versionIn(file: URL): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
