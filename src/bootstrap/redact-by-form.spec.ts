import fc from 'fast-check';
import { redactByForm } from './redacting-logger.js';

const NAMED = 'sk-anova-9f8e7d6c5b4a39281706f5e4d3c2b1a0';
const TOKEN = 'anova-eyJhbGciOi.someone.elses_token-1';

describe('redactByForm', () => {
  it.each([
    [`GET /${NAMED} returned 404`, 'GET /*** returned 404'],
    [`GET /status?key=${NAMED} was sent`, 'GET /status?key=*** was sent'],
    [`GET /${NAMED.replaceAll('-', '%2D')} was`, 'GET /*** was'],
    [`{"message":"request ${TOKEN}","level":"warn"}`, '{"message":"request ***","level":"warn"}'],
    [`Authorization: Bearer ${NAMED}`, 'Authorization: Bearer ***'],
    ['authorization=bearer+0123456789abcdef&x', 'authorization=Bearer ***'],
    ['Bearer%200123456789abcdef', 'Bearer ***'],
  ])('redacts what resembles a secret: %s', (text, redacted) => {
    expect(redactByForm(text)).toBe(redacted);
  });

  it.each([
    'wss://devices.anovaculinary.io',
    'as the header "Authorization: Bearer <key>".',
    'the token must begin with anova-',
    'a bearer of news',
    'The line to anova-cloud stands',
  ])('leaves other text as it is: %s', (text) => {
    expect(redactByForm(text)).toBe(text);
  });

  it('finds every generated key at any place', () => {
    const key = fc.stringMatching(/^[0-9a-f]{32}$/);
    fc.assert(
      fc.property(fc.string(), key, fc.constantFrom('', ' after', '"'), (before, made, after) => {
        expect(redactByForm(`${before}sk-anova-${made}${after}`)).not.toContain(made);
      }),
    );
  });
});
