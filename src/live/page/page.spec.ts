import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { openApp, type OpenedApp } from '../../../test/harness/opened-app.js';
import { exchange, requestText } from '../../../test/harness/raw-http.js';
import { ErrorFilter } from '../../http/error.filter.js';
import { PageModule } from './page.module.js';

const INDEX = '<!doctype html><title>Coddle</title>';
const SCRIPT = 'export const fortyTwo = 42;\n'.repeat(100);
const BUILT: Readonly<Record<string, string | Buffer>> = {
  'index.html': INDEX,
  'sw.js': 'self.addEventListener("fetch", () => {});',
  'manifest.webmanifest': '{"name":"Coddle"}',
  'icons/icon-192.png': Buffer.from([0x89, 0x50]),
  'assets/main-abc123.js': SCRIPT,
  'assets/main-abc123.js.br': brotliCompressSync(SCRIPT),
  'assets/main-abc123.js.gz': gzipSync(SCRIPT),
  'assets/main-abc123.css': 'body {}',
  'assets/notes.txt': 'not for the page',
  'assets/large.js': 'x'.repeat(200_000),
  'secret.html': 'beside the page, and of no route',
};

interface Seen {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('The files of the page', () => {
  let root: string;
  let opened: OpenedApp;
  const put = (name: string, content: string | Buffer): void => {
    const file = join(root, 'web', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const ask = (path: string, headers = {}, method = 'GET'): Promise<Seen> =>
    new Promise((resolve, reject) => {
      get(opened.url + path, { headers, method }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      }).on('error', reject);
    });

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'coddle-page-'));
    opened = await openApp({ imports: [PageModule.in(join(root, 'web'))] }, (app) =>
      app.useGlobalFilters(new ErrorFilter()),
    );
  });
  afterEach(async () => {
    await opened.app.close();
    rmSync(root, { recursive: true });
  });

  describe('once they are built', () => {
    beforeEach(() => Object.entries(BUILT).forEach(([name, content]) => put(name, content)));

    it('begin with the page, which a browser asks for each time', async () => {
      const { status, headers, body } = await ask('/');
      expect([status, body.toString()]).toEqual([200, INDEX]);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(INDEX.length),
        'cache-control': 'no-cache',
        vary: 'Accept-Encoding',
      });
    });

    it('allow the page only what comes from this server', async () => {
      for (const path of ['/', '/sw.js']) {
        const policy = (await ask(path)).headers['content-security-policy'];
        expect(policy).toBe(
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
            "manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        );
      }
    });

    it('carry the security headers of every response', async () => {
      const { headers } = await ask('/assets/main-abc123.js');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['strict-transport-security']).toBeDefined();
    });

    it.each([
      ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
      ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
      ['/icons/icon-192.png', 'image/png', 'no-cache'],
      ['/assets/main-abc123.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['/assets/main-abc123.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ])('have their type and their time in caches: %s', async (path, type, cached) => {
      const { status, headers } = await ask(path);
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, type, cached]);
    });

    it.each([
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
    ])('are sent compressed to a client that accepts %s', async (accepted, encoding, unpack) => {
      const { headers, body } = await ask('/assets/main-abc123.js', { 'accept-encoding': accepted });
      expect([headers['content-encoding'], headers.vary]).toEqual([encoding, 'Accept-Encoding']);
      expect(unpack(body).toString()).toBe(SCRIPT);
      expect(headers['content-length']).toBe(String(body.length));
    });

    it.each([undefined, 'identity', 'zstd'])(
      'are sent plain to a client that accepts %p',
      async (accepted) => {
        const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
        const seen = await ask('/assets/main-abc123.js', headers);
        expect([seen.headers['content-encoding'], seen.body.toString()]).toEqual([undefined, SCRIPT]);
      },
    );

    it('are not sent again to a browser that has them, also behind a proxy that marks the tag as weak', async () => {
      const { headers } = await ask('/');
      const tag = String(headers.etag);
      for (const given of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await ask('/', { 'if-none-match': given });
        expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
        expect(again.headers['content-length']).toBeUndefined();
        expect(again.headers['content-security-policy']).toBeDefined();
      }
      expect((await ask('/', { 'if-none-match': '"other"' })).status).toBe(200);
    });

    it('have another tag in each encoding', async () => {
      const tags = await Promise.all(
        ['br', 'gzip', 'identity'].map(
          async (accepted) =>
            (await ask('/assets/main-abc123.js', { 'accept-encoding': accepted })).headers.etag,
        ),
      );
      expect(new Set(tags).size).toBe(3);
    });

    it('respond to HEAD with the headers only', async () => {
      const [whole, head] = [await ask('/'), await ask('/', {}, 'HEAD')];
      expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
        200,
        0,
        whole.headers['content-length'],
      ]);
    });

    it('are sent whole when they are too large to be kept', async () => {
      for (let i = 0; i < 2; i++) expect((await ask('/assets/large.js')).body.length).toBe(200_000);
    });

    it.each([
      '/assets/../sw.js',
      '/assets/..%2fsw.js',
      '/assets/..%2f..%2fsecret',
      '/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      '/assets/..%5csw.js',
      '/assets/main-abc123.js%00',
      '/assets/constructor',
      '/assets/__proto__',
      '/assets/notes.txt',
      '/assets/main-abc123.js.br',
      '/assets/',
      '/assets/a/b',
      '/icons/..%2findex.html',
      '/index.html',
      '/secret.html',
    ])('are those of the list only: %s', async (path) => {
      const { status } = await exchange(opened.url, requestText(`GET ${path}`));
      expect(status).toBe(404);
    });
  });

  it('are named as missing while they are not built, and found once they are', async () => {
    const before = await ask('/');
    expect([before.status, before.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(before.body.toString()).toContain('<code>npm run build</code>');
    expect(before.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await ask('/sw.js')).status).toBe(404);
    put('index.html', INDEX);
    expect((await ask('/')).body.toString()).toBe(INDEX);
  });
});
