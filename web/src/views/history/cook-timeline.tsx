import type { CookDto } from '../../../../src/history/dto/cook.dto.js';
import { Card } from '../../components/card.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { timelineOf, type CookMoment } from './timeline.js';
import { durationInWords, settingInWords } from './words.js';

/** What happened during a cook, each with its time. */
export function CookTimeline({ cook }: { readonly cook: CookDto }) {
  return (
    <Card heading={t('history.course')}>
      <ol class="history-timeline">
        {timelineOf(cook).map((moment) => (
          <li key={`${moment.at} ${moment.kind}`}>
            <time dateTime={moment.at}>{dateAndTime(moment.at)}</time>
            <span>{momentInWords(moment)}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function momentInWords(moment: CookMoment): string {
  switch (moment.kind) {
    case 'settingChanged': {
      const { target_temp_celsius: target, timer_minutes: minutes } = moment.setting;
      return t('history.settingChanged', { setting: settingInWords(target, minutes) });
    }
    case 'unseen': {
      const time = durationInWords(Math.max(1, Math.round(moment.seconds / 60)));
      return moment.cause === 'server'
        ? t('history.unseenServer', { time })
        : t('history.unseenLine', { time });
    }
    case 'over':
      return endInWords(moment.outcome);
    case 'begun':
    case 'waterReached':
    case 'timerBegan':
    case 'safe':
    case 'discarded':
      return t(`history.${moment.kind}`);
  }
}

function endInWords(outcome: NonNullable<CookDto['outcome']>): string {
  switch (outcome) {
    case 'stopped':
      return t('history.overStopped');
    case 'ended':
      return t('history.overEnded');
    case 'replaced':
      return t('history.overReplaced');
    case 'not-seen':
      return t('history.overNotSeen');
  }
}
