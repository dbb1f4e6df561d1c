/// <reference lib="webworker" />
import { isOurs, isShell } from './own-files.js';
import { renewSubscription } from './push-renewal.js';
import { toNotification } from './push-message.js';

declare const self: ServiceWorkerGlobalScope;
/** The files of this build, by their paths, and its version: the build writes both. */
declare const FILES: readonly string[];
declare const VERSION: string;

const PREFIX = 'coddle-';
const CACHE = PREFIX + VERSION;
/** How long the server may take for the page before the stored one is shown, in milliseconds. */
const SHELL_TIMEOUT = 4_000;
const files = new Set(FILES);

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});
self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

// Everything else, above all the API and its stream, goes to the server as if there were no worker.
self.addEventListener('fetch', (event) => {
  if (isShell(event.request, self.location.origin)) event.respondWith(shell(event.request));
  else if (isOurs(event.request, self.location.origin, files)) event.respondWith(file(event.request));
});

// Who presses a notification wants to see the page: the one that is open, or a new one.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show((event.notification.data as { readonly address: string }).address));
});

// A message of the server, which arrives while no page is open too.
self.addEventListener('push', (event) => {
  event.waitUntil(announce(event.data?.text() ?? ''));
});

/** A message that arrives again replaces its notification in silence; another one about the same is heard. */
async function announce(text: string): Promise<void> {
  const { title, options } = toNotification(text, self.navigator.language);
  const [shown] = await self.registration.getNotifications({ tag: options.tag });
  const data = shown?.data as { readonly key?: string } | null | undefined;
  const renotify = shown !== undefined && data?.key !== options.data.key;
  await self.registration.showNotification(title, { ...options, ...(renotify && { renotify }) });
}

// A browser may give a subscription another address: messages to the one before would be lost.
self.addEventListener('pushsubscriptionchange', (event) => {
  (event as ExtendableEvent).waitUntil(renewSubscription(self.registration.pushManager));
});

async function show(address: string): Promise<unknown> {
  const windows = await self.clients.matchAll({ type: 'window' });
  const open = windows.find(({ url }) => new URL(url).pathname === '/');
  return open === undefined ? self.clients.openWindow(address) : (await open.navigate(address))?.focus();
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((path) => new Request(path, { cache: 'reload' })));
  await self.skipWaiting();
}

/** A page of the version before may still be open and load its parts, so its files stay until the next version. */
async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The page itself comes from the server as long as it responds, so that it fits to its API. */
async function shell(request: Request): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(SHELL_TIMEOUT) });
    if (response.status < 500) return response;
  } catch {
    // As if it had not responded.
  }
  return (await caches.match('/', { cacheName: CACHE })) ?? Response.error();
}

/** Files never change under the same name, but for a few icons. */
const file = async (request: Request): Promise<Response> =>
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
