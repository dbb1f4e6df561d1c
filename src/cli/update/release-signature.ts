import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { Places } from '../places.js';
import { textOf, writeWhole } from './symlinks.js';

/** The public key that releases are verified with: pinned in the settings folder, and offered by each signed release. */
export const RELEASE_KEY = 'release-key.pem';

/** The end of the name of a signature, which lies beside its release. */
export const SIGNATURE = '.sig';

/** Of Ed25519, in bytes. Source: RFC 8032, section 5.1.6. */
const SIGNATURE_LENGTH = 64;

const UNSIGNED_ALLOWED = 'add --allow-unsigned if you packed it yourself or trust where it is from';

/** A release to be verified. */
export interface SignedFile {
  /** The file itself, in a place that only this user can write to. */
  readonly path: string;
  /** Its name in messages. */
  readonly name: string;
  /** What lies beside it as its signature; undefined when there is none. */
  readonly signature: Buffer | undefined;
}

/**
 * Tells whether a release was made by whoever holds the private part of the pinned key (Ed25519 over the whole file).
 * @param allowUnsigned whether the owner takes one that cannot be verified; a wrong signature is refused all the same
 * @throws CliError when the signature is wrong, or missing without the owner's leave
 */
export function checkSignature(io: CliContext, file: SignedFile, allowUnsigned: boolean): void {
  const key = pinnedKey(io.places);
  const { name, signature } = file;
  if (key !== undefined && signature !== undefined) {
    if (isSigned(key, file.path, signature)) {
      io.stdout.write(`${name} is signed with the key of this installation.\n`);
      return;
    }
    throw new CliError(
      `${name} was not signed with the key of this installation, so it is not taken: fetch it and its ${SIGNATURE} again from where Coddle is published`,
    );
  }
  const problem =
    key === undefined
      ? `${join(io.places.etc, RELEASE_KEY)} is missing, so the signature of ${name} cannot be verified`
      : `${name} has no signature: ${name}${SIGNATURE} must lie beside it`;
  if (!allowUnsigned) throw new CliError(`${problem}, and nothing was changed: ${UNSIGNED_ALLOWED}`);
  io.stdout.write(`${problem}. It is taken unsigned, as --allow-unsigned says.\n`);
}

/**
 * Pins the key that an installed release offers, where none is pinned yet. Later releases never replace it: only the
 * owner can, by replacing the file.
 */
export function pinKey({ places, stdout }: CliContext, release: string): void {
  const offered = textOf(join(release, RELEASE_KEY));
  const pinned = join(places.etc, RELEASE_KEY);
  if (offered === undefined || textOf(pinned) !== undefined) return;
  writeWhole(pinned, offered);
  stdout.write(`Releases after this one must be signed with the key in ${pinned}.\n`);
}

/** @throws CliError when the file is no public key for Ed25519 */
function pinnedKey({ etc }: Places): KeyObject | undefined {
  const file = join(etc, RELEASE_KEY);
  const text = textOf(file);
  if (text === undefined) return undefined;
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What the library says of it adds nothing for the owner.
  }
  throw new CliError(`${file} is no public Ed25519 key: put the right one back, or remove it`);
}

const isSigned = (key: KeyObject, path: string, signature: Buffer): boolean =>
  signature.length === SIGNATURE_LENGTH && verify(null, readFileSync(path), key, signature);
