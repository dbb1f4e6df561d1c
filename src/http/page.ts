import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, type Html } from './html.js';
import { STYLE_ADDRESS } from './page-style.js';

export { escapeHtml, html, Html, type HtmlValue } from './html.js';

/** Headers of a response by name. */
type PageHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A whole response for a browser: a page, or the way to another one. A handler returns it. */
export class PageReply {
  constructor(
    readonly status: number,
    readonly headers: PageHeaders,
    readonly text: string,
  ) {}

  /** The same response with cookies, each as the value of a `Set-Cookie` header. */
  withCookies(cookies: readonly string[]): PageReply {
    return this.withHeaders({ 'Set-Cookie': cookies });
  }

  withHeaders(headers: PageHeaders): PageReply {
    return new PageReply(this.status, { ...this.headers, ...headers }, this.text);
  }

  /** The same response with another status. */
  withStatus(status: number): PageReply {
    return new PageReply(status, this.headers, this.text);
  }

  sendTo(response: ServerResponse<IncomingMessage>): void {
    response.statusCode = this.status;
    for (const [name, value] of Object.entries(this.headers)) response.setHeader(name, value);
    response.setHeader('Content-Length', Buffer.byteLength(this.text));
    response.end(response.req.method === 'HEAD' ? undefined : this.text);
  }
}

/** Thrown where another response takes the place of the page that was asked for, such as that for signing in. */
export class ReplyInsteadError extends Error {
  override readonly name = 'ReplyInsteadError';

  constructor(readonly reply: PageReply) {
    super('Another response takes the place of the page');
  }
}

/** The content of a page. */
export interface PageContent {
  readonly title: string;
  /** What stands in `<main>`; it begins with an `<h1>`. */
  readonly body: Html;
  /**
   * Where its forms may lead besides this server, by a redirect too, since Chromium checks those: an origin such as
   * `https://example.com`, or a scheme such as `myapp:`.
   */
  readonly formAction?: readonly string[];
  /** Default 200. */
  readonly status?: number;
}

/** Headers of all pages. They hold what only the owner may see, and forms for one time. */
const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'Referrer-Policy': 'no-referrer',
} as const;

/** A page of this server: no script, no style but that of `/pages.css`, nothing from elsewhere, in no frame. */
export function htmlPage({ title, body, formAction = [], status = 200 }: PageContent): PageReply {
  const page = html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title} · Coddle</title>
        <link rel="stylesheet" href="${STYLE_ADDRESS}" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `;
  return new PageReply(
    status,
    { ...PAGE_HEADERS, 'Content-Security-Policy': contentPolicy(formAction) },
    page.text,
  );
}

/** Leads the browser to another page with GET. @param address a path of this server, or a whole address */
export const seeOther = (address: string): PageReply =>
  new PageReply(303, { Location: address, 'Cache-Control': 'no-store' }, '');

/** An origin or a scheme, with nothing in it that would end the directive. */
const SOURCE = /^[a-z][a-z0-9+.-]*:(?:\/\/[^\s;,'"]+)?$/i;

/** @throws TypeError when a source is no origin and no scheme */
function contentPolicy(formAction: readonly string[]): string {
  const strange = formAction.find((source) => !SOURCE.test(source));
  if (strange !== undefined) throw new TypeError('A form may lead to an origin or a scheme only');
  return [
    "default-src 'none'",
    "style-src 'self'",
    'img-src data:',
    ["form-action 'self'", ...formAction].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
