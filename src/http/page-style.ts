import { hash } from 'node:crypto';

/**
 * The style of every page: one column that fits 360 px, in the colours that the person's system prefers. The contrast
 * of text is at least 4.5:1 and that of borders of fields 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); what can be pressed is at
 * least 44 px high (2.5.5).
 */
export const PAGE_STYLE = `:root { color-scheme: light dark; --text: #1d1d1d; --back: #fff; --box: #f3f3f1; --line: #767676;
  --link: #0b57a4; --quiet: #595959; --press: #0b57a4; --on-press: #fff; --bad: #a4160b; --focus: #b35900; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8e8; --back: #161616; --box: #222; --line: #8a8a8a; --link: #8cc2ff; --quiet: #b0b0b0;
    --press: #8cc2ff; --on-press: #10202f; --bad: #ff9d94; --focus: #ffb866; }
}
* { box-sizing: border-box; }
body { max-width: 40rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; font: 1.0625rem/1.55 system-ui, sans-serif;
  color: var(--text); background: var(--back); overflow-wrap: anywhere; }
h1, h2 { line-height: 1.2; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
label, .label { display: block; margin: 1rem 0 0.25rem; font-weight: 600; }
label.choice { display: flex; gap: 0.6rem; align-items: flex-start; min-height: 2.75rem; font-weight: 400; }
label.choice input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0.2rem 0 0; }
input, select, button { font: inherit; }
input[type=text], input[type=password], input[type=number], select { width: 100%; min-height: 2.75rem; padding: 0.4rem 0.6rem;
  color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 0.4rem; }
button { min-height: 2.75rem; margin: 1rem 0.5rem 0 0; padding: 0.4rem 1.2rem; font-weight: 600; cursor: pointer;
  color: var(--on-press); background: var(--press); border: 1px solid var(--press); border-radius: 0.4rem; }
button.other { color: var(--text); background: var(--back); border-color: var(--line); }
blockquote, .box { margin: 1rem 0; padding: 0.75rem 1rem; background: var(--box); border-left: 4px solid var(--line); }
.bad { border-left-color: var(--bad); }
.bad strong { color: var(--bad); }
dl { display: grid; grid-template-columns: minmax(6rem, auto) 1fr; gap: 0.3rem 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
ul.plain { padding: 0; list-style: none; }
ul.plain li { padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
.quiet { color: var(--quiet); }
code { font-size: 0.95em; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.5rem; } }
`;

/** Where the style is served. The address changes with the style, so that a browser may keep it. */
export const STYLE_PATH = '/pages.css';
export const STYLE_ADDRESS = `${STYLE_PATH}?v=${hash('sha256', PAGE_STYLE).slice(0, 12)}`;
