import { unreachableInWords } from './failure-words.js';

describe('unreachableInWords', () => {
  it.each([
    ['ENOTFOUND', 'mail.example cannot be found (ENOTFOUND).'],
    ['ECONNREFUSED', 'mail.example refuses connections.'],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'The certificate of mail.example is not accepted (DEPTH_ZERO_SELF_SIGNED_CERT).',
    ],
    ['EPROTO', 'The certificate of mail.example is not accepted (EPROTO).'],
    // Of nodemailer: the other side does not speak SMTP.
    ['EPROTOCOL', 'mail.example cannot be reached (EPROTOCOL).'],
    ['ETIMEDOUT', 'mail.example cannot be reached (ETIMEDOUT).'],
  ])('says what %s means', (code, sentence) => {
    expect(unreachableInWords('mail.example', code)).toBe(sentence);
  });
});
