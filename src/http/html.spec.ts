import { escapeHtml, html } from './html.js';

describe('html', () => {
  it('escapes text from outside, in content and in attributes', () => {
    const name = `"><script>alert('&')</script>`;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>',
    );
  });

  it('keeps the markup of inner templates, alone or in a list', () => {
    const items = ['a', '<b>'].map((item) => html`<i>${item}</i>`);
    expect(html`<b>${items}${html`<i>last</i>`}</b>`.text).toBe('<b><i>a</i><i>&lt;b&gt;</i><i>last</i></b>');
  });

  it('writes numbers, and nothing for values that are not there', () => {
    expect(html`${0}|${null}|${undefined}|${false}`.text).toBe('0|||');
  });

  it('takes no object that only looks like markup', () => {
    const forged = { text: '<b>' } as never;
    expect(() => html`${forged}`).toThrow();
  });
});

describe('escapeHtml', () => {
  it('leaves ordinary text as it is', () => {
    expect(escapeHtml('Hähnchen, 65 °C')).toBe('Hähnchen, 65 °C');
  });
});
