/** What decides whether the worker responds to a request. */
export interface WorkerRequest {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** Whether a request is for the page itself, at its own address. */
export function isShell({ method, mode, url }: WorkerRequest, origin: string): boolean {
  const { origin: from, pathname } = new URL(url);
  return method === 'GET' && mode === 'navigate' && from === origin && pathname === '/';
}

/** Whether a request is for a file of the page, or for a part of a version before. */
export function isOurs(
  { method, mode, url }: WorkerRequest,
  origin: string,
  files: ReadonlySet<string>,
): boolean {
  const { origin: from, pathname } = new URL(url);
  if (method !== 'GET' || mode === 'navigate' || from !== origin) return false;
  return pathname !== '/' && (files.has(pathname) || pathname.startsWith('/assets/'));
}
