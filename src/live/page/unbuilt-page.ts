import { html, htmlPage, type PageReply } from '../../http/page.js';

/** What stands at the place of the page where it is not built: what this server is, and how to build the page. */
export const unbuiltPage = (): PageReply =>
  htmlPage({
    title: 'Not built',
    body: html`<h1>Coddle</h1>
      <p>
        This server lets an AI assistant start, watch and stop a sous vide cooker. It checks every cook
        against published food safety rules first, and refuses what could make someone ill.
      </p>
      <p>The page that shows the cooker is not built yet: run <code>npm run build</code>.</p>
      <ul>
        <li><a href="/owner">Owner</a>: sign in, connected apps</li>
        <li><a href="/docs">API documentation</a>, to read and to try out with the key</li>
        <li><a href="/privacy">Privacy</a>: what is stored, and where</li>
      </ul>`,
  });
