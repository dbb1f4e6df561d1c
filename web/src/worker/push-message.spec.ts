import fc from 'fast-check';
import { toNotification } from './push-message.js';

const MESSAGE = {
  version: 1,
  key: 'a1.firing',
  tag: 'b'.repeat(32),
  severity: 'critical',
  notice: 'firing',
  at: 1_700_000_000_000,
  path: '/#/alerts',
  title: 'Low water',
  body: 'The water in Kitchen is low.',
};

describe('The notification of a message', () => {
  it('shows what the message says, and stays while it is critical', () => {
    expect(toNotification(JSON.stringify(MESSAGE), 'en')).toEqual({
      title: 'Low water',
      options: {
        body: 'The water in Kitchen is low.',
        tag: 'b'.repeat(32),
        icon: '/icons/icon-192.png',
        requireInteraction: true,
        timestamp: 1_700_000_000_000,
        data: { address: '/#/alerts', key: 'a1.firing' },
      },
    });
    const mild = toNotification(JSON.stringify({ ...MESSAGE, severity: 'info' }), 'en');
    expect(mild.options.requireInteraction).toBe(false);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 7])(
    'never leads to %s',
    (path) => {
      const { options } = toNotification(JSON.stringify({ ...MESSAGE, path }), 'en');
      expect(options.data.address).toBe('/#/alerts');
    },
  );

  it('says in the language of the browser that there is something when it cannot be read', () => {
    expect(toNotification('', 'de-AT').options.body).toMatch(/^Es gibt einen Alarm/);
    expect(toNotification('{', 'fr').options.body).toMatch(/^There is an alert/);
  });

  it('is always one that a browser shows', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom('null', '17', '[object Object]')),
        (text) => {
          const { title, options } = toNotification(text, 'en');
          expect(title).not.toBe('');
          expect(options.tag).not.toBe('');
          expect(options.body).not.toBe('');
          expect(new URL(options.data.address, 'https://coddle.example').origin).toBe(
            'https://coddle.example',
          );
        },
      ),
    );
  });
});
