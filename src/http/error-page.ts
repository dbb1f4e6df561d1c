import { STATUS_OF } from './http-errors.js';
import { html, htmlPage, type PageReply } from './page.js';
import type { CoddleError } from '../shared/errors.js';

/** An error as a page. @param requestId finds it in the log */
export const errorPage = (error: CoddleError, requestId: string): PageReply =>
  htmlPage({
    title: 'This did not work',
    status: STATUS_OF[error.kind],
    body: html`<h1>This did not work</h1>
      <p>${error.message}</p>
      <p class="quiet">${error.code}, request ${requestId}</p>`,
  }).withHeaders(error.headers);
