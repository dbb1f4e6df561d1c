import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { escapeHtml } from '../../src/http/html.js';

/**
 * A site that is not ours, such as that of a chat: another name and another port. Browsers take `localhost` and
 * `127.0.0.1` for two sites.
 */
export class OtherSite {
  private constructor(private readonly server: Server) {}

  static async open(): Promise<OtherSite> {
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(pathname === '/link' ? linkTo(searchParams) : formTo(searchParams));
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return new OtherSite(server);
  }

  /** A page with a link named "Approve". */
  linkTo(address: string): string {
    return `${this.url}/link?${new URLSearchParams({ to: address }).toString()}`;
  }

  /** A page with a form that sends these fields, with a button named "Win". */
  formTo(address: string, fields: Readonly<Record<string, string>> = {}): string {
    return `${this.url}/form?${new URLSearchParams({ ...fields, to: address }).toString()}`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(closed));
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }
}

const page = (body: string): string =>
  `<!DOCTYPE html><title>A chat</title><link rel="icon" href="data:,">${body}`;

const linkTo = (query: URLSearchParams): string =>
  page(`<a href="${escapeHtml(query.get('to') ?? '')}">Approve</a>`);

function formTo(query: URLSearchParams): string {
  const inputs = [...query].filter(([name]) => name !== 'to').map(hiddenField);
  const action = escapeHtml(query.get('to') ?? '');
  return page(`<form method="post" action="${action}">${inputs.join('')}<button>Win</button></form>`);
}

const hiddenField = ([name, value]: [string, string]): string =>
  `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
