import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { OwnerSecrets } from '../../src/auth/owner/owner-secrets.js';
import { asStoredPassword, SCRYPT_COST } from '../../src/auth/owner/password-hash.js';
import { startTestApp } from '../harness/test-app.js';

describe('The password of the owner', () => {
  it('is hashed at its full cost, where no test makes it cheap', async () => {
    const testApp = await startTestApp({ strongPassword: true });
    try {
      const password = testApp.app.get(OwnerPassword, { strict: false });
      await password.set('four words to remember');
      const secrets = testApp.app.get(OwnerSecrets, { strict: false });
      expect(await secrets.find('password', asStoredPassword)).toMatchObject(SCRYPT_COST);
      expect(await password.matches('four words to remember')).toBe(true);
    } finally {
      await testApp.close();
    }
  });
});
