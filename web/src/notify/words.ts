import { t } from '../text/t.js';
import type { News } from './news.js';

const TITLES = {
  timer_ended: 'notify.timerEnded',
  throw_away: 'notify.throwAway',
  silent: 'notify.silent',
  approval: 'notify.approval',
} as const;

const BODIES = {
  timer_ended: 'notify.timerEndedBody',
  throw_away: 'notify.throwAwayBody',
  silent: 'notify.silentBody',
  approval: 'notify.approvalBody',
} as const;

/** The words of a notification, in the language of the page. */
export const pageText = ({ kind, cooker }: News): { readonly title: string; readonly body: string } => ({
  title: t(TITLES[kind]),
  body: t(BODIES[kind], { cooker }),
});
