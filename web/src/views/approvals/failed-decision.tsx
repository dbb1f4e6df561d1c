import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { approvals } from '../../state/approvals.js';
import { t } from '../../text/t.js';
import { planInWords } from './approval-words.js';
import { decisions, forgetDecision } from './decisions.js';

/** Says over the page that a decision was not carried out, or may not have been: in a card it would move the others. */
export function FailedDecision() {
  const failed = [...decisions.value].find(([, { phase }]) => phase === 'unreached' || phase === 'refused');
  const [id = '', decision] = failed ?? [];
  const approval = approvals.value.get(id);
  const close = () => forgetDecision(id);
  return (
    <Dialog
      heading={approval && <bdi>{planInWords(approval)}</bdi>}
      isOpen={decision !== undefined}
      onClose={close}
    >
      {decision?.phase === 'refused' ? (
        <p>
          {t('approvals.refused', { reason: '' })} <span lang="en">{decision.message}</span>
        </p>
      ) : (
        <p>{t('approvals.unreached')}</p>
      )}
      <Button onClick={close}>{t('frame.dismiss')}</Button>
    </Dialog>
  );
}
