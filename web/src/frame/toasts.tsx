import { Notice } from '../components/notice.js';
import { dismiss, notices } from '../state/notices.js';
import { t } from '../text/t.js';

/** The notices over the content, read out as they appear. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {notices.value.map(({ id, severity, text }) => (
        <Notice key={id} severity={severity}>
          {text}
          <button type="button" class="button button-quiet" onClick={() => dismiss(id)}>
            {t('frame.dismiss')}
          </button>
        </Notice>
      ))}
    </div>
  );
}
