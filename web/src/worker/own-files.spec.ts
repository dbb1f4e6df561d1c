import { isOurs, isShell, type WorkerRequest } from './own-files.js';

const ORIGIN = 'https://coddle.example';
const FILES = new Set(['/', '/manifest.webmanifest', '/icons/icon.svg', '/assets/index-1.js']);

const get = (path: string, mode = 'same-origin', method = 'GET'): WorkerRequest => ({
  method,
  mode,
  url: new URL(path, ORIGIN).href,
});

describe('The service worker', () => {
  it('responds to the page at its own address, whatever the query', () => {
    expect(isShell(get('/', 'navigate'), ORIGIN)).toBe(true);
    expect(isShell(get('/?from=home', 'navigate'), ORIGIN)).toBe(true);
  });

  it.each(['/owner', '/owner/sign-in?next=/', '/docs', '/approvals/1/approve', '/privacy'])(
    'leaves the page %s to the server',
    (path) => expect(isShell(get(path, 'navigate'), ORIGIN)).toBe(false),
  );

  it.each([
    '/manifest.webmanifest',
    '/icons/icon.svg',
    '/assets/index-1.js',
    '/assets/of-another-version.js',
  ])('responds to the file %s', (path) => expect(isOurs(get(path), ORIGIN, FILES)).toBe(true));

  it.each([
    get('/live?last_event_id=a-1', 'cors'),
    get('/status'),
    get('/cooks/assets/1'),
    get('/owner/session'),
    get('/'),
    get('/assets/index-1.js', 'navigate'),
    get('/assets/index-1.js', 'same-origin', 'POST'),
    get('https://other.example/assets/index-1.js', 'cors'),
  ])('leaves %j to the server', (request) => {
    expect(isOurs(request, ORIGIN, FILES)).toBe(false);
    expect(isShell(request, ORIGIN)).toBe(false);
  });
});
