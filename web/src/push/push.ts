import type { PushSubscriptionsDto } from '../../../src/alerts/channels/web-push/dto/push-subscriptions.dto.js';
import { getJson, sendJson } from '../api/client.js';

const PATH = '/owner/push-subscriptions';

/** Whether this browser can receive messages while the page is closed. iOS can once the page is on its home screen. */
export const isPushSupported = (): boolean => 'PushManager' in globalThis && 'serviceWorker' in navigator;

const manager = async (): Promise<PushManager> => (await navigator.serviceWorker.ready).pushManager;
const read = (): Promise<PushSubscriptionsDto> => getJson(PATH);

/** The id that the server makes of the address of a subscription. */
async function idOf({ endpoint }: PushSubscription): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest, 0, 10)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Whether messages are sent to this browser: it has a subscription, and the server knows it.
 * @throws ApiError, UnreachableError
 */
export async function isPushSubscribed(): Promise<boolean> {
  const own = await (await manager()).getSubscription();
  if (own === null) return false;
  const [id, { subscriptions }] = await Promise.all([idOf(own), read()]);
  return subscriptions.some((one) => one.id === id);
}

/**
 * Has messages sent to this browser. Call it after a click, since it asks the person.
 * @throws DOMException when the person or the browser does not allow it, ApiError, UnreachableError
 */
export async function subscribeToPush(): Promise<void> {
  // In front of all else: Safari allows it directly after a click only.
  await Notification.requestPermission();
  const [pushes, { public_key: applicationServerKey }] = await Promise.all([manager(), read()]);
  // One of before may belong to other keys, which a browser does not replace.
  await (await pushes.getSubscription())?.unsubscribe();
  await sendJson('POST', PATH, await pushes.subscribe({ userVisibleOnly: true, applicationServerKey }));
}

/** Has no more messages sent to this browser. @throws ApiError, UnreachableError */
export async function unsubscribeFromPush(): Promise<void> {
  const own = await (await manager()).getSubscription();
  if (own === null) return;
  const id = await idOf(own);
  await own.unsubscribe();
  await sendJson('DELETE', `${PATH}/${id}`);
}
