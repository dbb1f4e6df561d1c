import fc from 'fast-check';
import {
  isAlertTopic,
  isEmailAddress,
  isNtfyAddress,
  isSmtpAddress,
  isWebhookAddress,
} from './alert-addresses.js';

const CHECKS = { isNtfyAddress, isSmtpAddress, isWebhookAddress, isEmailAddress, isAlertTopic };

describe('An address of a channel', () => {
  it.each([
    ['isNtfyAddress', 'https://ntfy.sh/a_topic-1'],
    ['isNtfyAddress', 'http://192.168.1.2:8080/base/topic'],
    ['isNtfyAddress', 'https://user:pass%20word@ntfy.example.org/topic'],
    ['isSmtpAddress', 'smtp://localhost:25'],
    ['isSmtpAddress', 'smtps://me%40example.org:secret@mail.example.org/'],
    ['isSmtpAddress', 'smtp://[::1]:2525?from=coddle@example.org'],
    ['isWebhookAddress', 'https://hooks.example.org/a/b?token=c'],
    ['isEmailAddress', "o'neil+alerts@mail.example.org"],
    ['isAlertTopic', true],
    ['isAlertTopic', 'home/alerts'],
    ['isAlertTopic', 'mqtts://me:secret@broker.example.org/home/alerts'],
    ['isAlertTopic', 'mqtt://192.168.1.10'],
  ] as const)('%s accepts %s', (check, value) => expect(CHECKS[check](value)).toBe(true));

  it.each([
    ['isNtfyAddress', 'https://ntfy.sh/my.topic'],
    ['isNtfyAddress', `https://ntfy.sh/${'t'.repeat(65)}`],
    ['isSmtpAddress', 'smtp://mail.example.org/inbox'],
    ['isSmtpAddress', 'smtp://mail.example.org?pool=true'],
    ['isSmtpAddress', 'smtp:///'],
    ['isWebhookAddress', 'https://hooks.example.org/ a'],
    ['isEmailAddress', 'me@example.org\r\nBcc: you@example.org'],
    ['isEmailAddress', 'Me <me@example.org>'],
    ['isEmailAddress', `${'m'.repeat(65)}@example.org`],
    ['isAlertTopic', 'home/#'],
    ['isAlertTopic', '$SYS/alerts'],
    ['isAlertTopic', 'mqtt://192.168.1.10/a/+'],
    ['isAlertTopic', 'mqtt://192.168.1.10/%ff'],
  ] as const)('%s refuses %s', (check, value) => expect(CHECKS[check](value)).toBe(false));

  it('may be any value without an error', () => {
    const values = fc.oneof(
      fc.anything(),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string().map((text) => `smtp://${text}`),
      fc.string().map((text) => `mqtt://${text}`),
    );
    fc.assert(
      fc.property(values, (value) => {
        for (const check of Object.values(CHECKS)) expect(typeof check(value)).toBe('boolean');
      }),
    );
  });
});
