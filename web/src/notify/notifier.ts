import { pageText } from './words.js';
import { approvals } from '../state/approvals.js';
import { cookers, type Cookers } from '../state/cookers.js';
import { linkTo } from '../state/route.js';
import { newsBetween, newsOfApproval, type News } from './news.js';
import { isNotifying } from './setting.js';

/** How long a tab keeps the right to show a notification, in milliseconds: every tab learns of an event in that time. */
const SHOWN_ONCE_WITHIN = 10_000;
const ICON = '/icons/icon-192.png';

let isFollowing = false;

/** Shows a notification for what happens from now on. */
export function startNotifying(): void {
  if (isFollowing) return;
  isFollowing = true;
  let before: Cookers = cookers.peek();
  cookers.subscribe((now) => {
    for (const [id, { status }] of now) newsBetween(before.get(id)?.status, status).forEach(announce);
    before = now;
  });
  const known = new Set(approvals.peek().keys());
  approvals.subscribe((all) => {
    for (const [id, approval] of all) {
      newsOfApproval(approval, known).forEach(announce);
      known.add(id);
    }
  });
}

/** Every tab learns of every event: the first that gets the lock of it shows the notification. */
function announce(news: News): void {
  if (!isNotifying.peek()) return;
  void navigator.locks.request(news.tag, { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    await show(news);
    await new Promise((over) => setTimeout(over, SHOWN_ONCE_WITHIN));
  });
}

/** Through the worker where there is one, since phones show no others. */
async function show(news: News): Promise<void> {
  const { title, body } = pageText(news);
  const options = { tag: news.tag, body, icon: ICON, data: { address: `/${linkTo(news.view)}` } };
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration !== undefined) return registration.showNotification(title, options);
  const notification = new Notification(title, options);
  notification.onclick = () => {
    focus();
    location.hash = linkTo(news.view);
  };
}
