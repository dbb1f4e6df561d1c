import type { PushSubscriptionsDto } from '../../../src/alerts/channels/web-push/dto/push-subscriptions.dto.js';
import type { SessionStateDto } from '../../../src/owner/api/dto/session-state.dto.js';

const PATH = '/owner/push-subscriptions';

/** Subscribes anew, and says so to the server. A browser that was signed out meanwhile receives nothing. */
export async function renewSubscription(pushes: PushManager): Promise<void> {
  const session = await read<SessionStateDto>('/owner/session');
  if (session.csrf_token === null) return;
  const { public_key: applicationServerKey } = await read<PushSubscriptionsDto>(PATH);
  const subscription = await pushes.subscribe({ userVisibleOnly: true, applicationServerKey });
  await fetch(PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf_token },
    body: JSON.stringify(subscription),
  });
}

async function read<Body>(path: string): Promise<Body> {
  const response = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store' });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Body;
}
