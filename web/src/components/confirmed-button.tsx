import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { t } from '../text/t.js';
import { obstacle } from './obstacle.js';

/** What a button has that asks back. */
export interface ConfirmedButtonProps {
  readonly label: string;
  /** What a screen reader reads, where the label alone does not say what it is about. */
  readonly name?: string;
  readonly question: string;
  readonly meaning: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly children?: ComponentChildren;
}

/** A button for what cannot be undone: it asks back before it acts. */
export function ConfirmedButton(props: ConfirmedButtonProps) {
  const { label, name, question, meaning, confirm, onConfirm } = props;
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button kind="danger" reason={obstacle()} aria-label={name} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog heading={question} isOpen={isOpen} onClose={close}>
        <p>{meaning}</p>
        <div class="dialog-choices">
          <Button onClick={close}>{t('parts.cancel')}</Button>
          <Button
            kind="danger"
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
