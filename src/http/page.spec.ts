import { html, htmlPage, seeOther } from './page.js';

const page = (formAction?: readonly string[]) =>
  htmlPage({ title: '<Owner>', body: html`<h1>Owner</h1>`, ...(formAction && { formAction }) });

describe('htmlPage', () => {
  it('is a page in English that escapes its title and fits a small screen', () => {
    const { text, status } = page();
    expect(status).toBe(200);
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<title>&lt;Owner&gt; · Coddle</title>');
    expect(text).toContain('width=device-width');
    expect(text).not.toMatch(/<script|<style| style=/);
  });

  it('lets nothing in from elsewhere, and is neither kept nor indexed', () => {
    const { headers } = page();
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' });
    const policy = String(headers['Content-Security-Policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"]),
    );
    expect(policy.join()).not.toContain('unsafe-inline');
  });

  it('lets a form lead to the origins and schemes that are given', () => {
    const { headers } = page(['https://chat.example', 'http://127.0.0.1:4711', 'myapp:']);
    expect(headers['Content-Security-Policy']).toContain(
      "form-action 'self' https://chat.example http://127.0.0.1:4711 myapp:;",
    );
  });

  it.each(["'unsafe-inline'", '*', 'https://a; script-src *', 'https://a b', 'a.example', ''])(
    'refuses %j as where a form leads',
    (source) => expect(() => page([source])).toThrow(TypeError),
  );
});

describe('seeOther', () => {
  it('leads to another page with GET', () => {
    expect(seeOther('/owner')).toMatchObject({ status: 303, headers: { Location: '/owner' }, text: '' });
  });
});
