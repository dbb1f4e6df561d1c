import { useEffect, useRef } from 'preact/hooks';
import type { NewKeyDto } from '../../../../src/owner/api/dto/owner-key.dto.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { notify } from '../../state/notices.js';
import { t } from '../../text/t.js';

/** A key that was just made, this once: neither the server nor this page keeps it. */
export function NewKey({ of: { name, key }, onHide }: { of: NewKeyDto; onHide: () => void }) {
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.focus(), []);
  return (
    <div ref={shown} class="new-key" tabIndex={-1} role="group" aria-label={t('access.newKey', { name })}>
      <Notice severity="success">
        <p>{t('access.newKey', { name })}</p>
        <p>
          <code class="new-key-text">{key}</code>
        </p>
        <div class="dialog-choices">
          <Button kind="primary" onClick={() => void copy(key)}>
            {t('access.copy')}
          </Button>
          <Button onClick={onHide}>{t('access.hideKey')}</Button>
        </div>
      </Notice>
    </div>
  );
}

/** Browsers let a page write to the clipboard behind https and on this machine only. */
async function copy(key: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(key);
    notify('success', t('access.copied'));
  } catch {
    notify('warning', t('access.notCopied'));
  }
}
