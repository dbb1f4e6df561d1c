import { securityHeaders } from './security-headers.js';

describe('The headers of every response', () => {
  const headers = securityHeaders();
  const policy = Object.fromEntries(
    (headers['content-security-policy'] ?? '').split(';').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );

  it('keep browsers from guessing types, framing, sending a referrer, and returning to plain HTTP', () => {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/) as string,
    });
  });

  it('allow a page only its own scripts, styles and requests', () => {
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'frame-ancestors': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
    });
    expect(JSON.stringify(policy)).not.toContain('unsafe-eval');
  });

  it('let Swagger UI draw', () => {
    expect(policy['img-src']).toContain('data:');
    expect(policy['style-src']).toContain("'unsafe-inline'");
  });

  it('do not say what the server is made of', () => {
    expect(Object.keys(headers)).not.toContain('x-powered-by');
    expect(Object.values(headers).every((value) => typeof value === 'string' && value !== '')).toBe(true);
  });
});
