import { localPath } from './local-path.js';

describe('localPath', () => {
  it.each([
    '/owner',
    '/approvals/5b1f4e0c?x=1&y=%2F',
    '/oauth/authorize?redirect_uri=https%3A%2F%2Fa.example',
  ])('keeps %s', (path) => expect(localPath(path, '/')).toBe(path));

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/./\\evil.example',
    'javascript:alert(1)',
    'owner',
    '',
    ' /owner',
    `/${'a'.repeat(5_000)}`,
    undefined,
    ['/owner', '/owner'],
  ])('takes the other path in the place of %j', (path) =>
    expect(localPath(path, '/instead')).toBe('/instead'),
  );

  it('drops a fragment', () => {
    expect(localPath('/owner#x', '/')).toBe('/owner');
  });
});
