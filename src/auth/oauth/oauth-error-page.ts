import { html, htmlPage } from '../../http/page.js';
import { printable } from '../../shared/printable.js';
import type { RenderedPage } from './server/contract.js';

/** Characters of a description that are shown. */
const LONGEST_DESCRIPTION = 300;

/** The page for a person whose client sent a request that cannot be sent back to it. */
export const errorPageFor = (status: number, code: string, description: string): RenderedPage =>
  htmlPage({
    title: 'The connection was not made',
    status,
    body: html`<h1>The connection was not made</h1>
      <p>
        The app that sent you here asked for something that this server refuses. Nothing was granted. Connect
        it again; if this page comes back, remove the app’s connection to this server and add it anew.
      </p>
      <p class="quiet">${printable(code)}: ${printable(description, LONGEST_DESCRIPTION)}</p>`,
  });
