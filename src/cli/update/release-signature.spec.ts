import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestMachine } from '../../../test/harness/test-machine.js';
import { checkSignature, pinKey } from './release-signature.js';

const NAME = 'coddle-1.2.0-linux-arm64.tar.gz';
const CONTENT = 'the bytes of a release';
const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;

describe('The signature of a release', () => {
  let machine: TestMachine;
  beforeEach(() => {
    machine = new TestMachine();
    machine.write('/release', CONTENT);
  });
  afterEach(() => machine.clear());

  const pinOurs = () => machine.write('/etc/coddle/release-key.pem', pem(ours.publicKey));
  const check = (signature: Buffer | undefined, allowUnsigned = false) =>
    checkSignature(
      machine.io(),
      { path: join(machine.root, 'release'), name: NAME, signature },
      allowUnsigned,
    );
  const signedBy = (key: KeyObject, content = CONTENT) => sign(null, Buffer.from(content), key);

  it('is taken when the pinned key made it', () => {
    pinOurs();
    check(signedBy(ours.privateKey));
    expect(machine.out).toBe(`${NAME} is signed with the key of this installation.\n`);
  });

  it.each([
    ['another key', signedBy(theirs.privateKey)],
    ['our key over something else', signedBy(ours.privateKey, 'other bytes')],
    ['no key', Buffer.alloc(64)],
    ['half a signature', signedBy(ours.privateKey).subarray(0, 32)],
    ['nothing', Buffer.alloc(0)],
  ])('is refused when %s made it, whatever the owner allows', (_who, signature) => {
    pinOurs();
    for (const allowed of [false, true])
      expect(() => check(signature, allowed)).toThrow('was not signed with the key of this installation');
  });

  it('may be missing only when the owner says so', () => {
    pinOurs();
    expect(() => check(undefined)).toThrow(`${NAME}.sig must lie beside it, and nothing was changed`);
    check(undefined, true);
    expect(machine.out).toContain('It is taken unsigned, as --allow-unsigned says.');
  });

  it('cannot be verified without a pinned key, which the owner has to accept', () => {
    for (const signature of [undefined, signedBy(ours.privateKey)]) {
      expect(() => check(signature)).toThrow('release-key.pem is missing');
      check(signature, true);
    }
  });

  it.each([['no key'], [theirs.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().slice(0, 40)]])(
    'needs a pinned key that is one: %s',
    (text) => {
      machine.write('/etc/coddle/release-key.pem', text);
      expect(() => check(signedBy(ours.privateKey), true)).toThrow('is no public Ed25519 key');
    },
  );

  it('is verified with a key that is pinned once and never replaced', () => {
    const pinned = join(machine.root, 'etc/coddle/release-key.pem');
    machine.write('/etc/coddle/coddle.env', '');
    pinKey(machine.io(), join(machine.root, 'opt/coddle/releases/1.0.0'));
    expect(existsSync(pinned)).toBe(false);
    machine.write('/opt/coddle/releases/1.1.0/release-key.pem', pem(ours.publicKey));
    pinKey(machine.io(), join(machine.root, 'opt/coddle/releases/1.1.0'));
    machine.write('/opt/coddle/releases/1.2.0/release-key.pem', pem(theirs.publicKey));
    pinKey(machine.io(), join(machine.root, 'opt/coddle/releases/1.2.0'));
    expect(readFileSync(pinned, 'utf8')).toBe(pem(ours.publicKey));
  });
});
