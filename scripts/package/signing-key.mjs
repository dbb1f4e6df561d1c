import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * The private key that releases are signed with, from a PEM file as `openssl genpkey -algorithm ed25519` makes it.
 * @throws Error when it is another kind of key
 */
export function signingKeyIn(file) {
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is no private Ed25519 key`);
  return key;
}

/** What an installation pins, to verify the releases after this one: PEM, as a Buffer. */
export function publicKeyOf(key) {
  return Buffer.from(createPublicKey(key).export({ type: 'spki', format: 'pem' }));
}
