import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { StopBar } from '../frame/stop-bar.js';

/** What a dialog has. */
export interface DialogProps {
  readonly heading: ComponentChildren;
  readonly isOpen: boolean;
  /** Called when the person closes it, by the Escape key too. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A question over the page. The browser keeps the focus in it and gives it back afterwards. Nothing beneath it can be
 * pressed, so it has a Stop too.
 */
export function Dialog({ heading, isOpen, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      {isOpen && (
        <>
          <h2 id={id}>{heading}</h2>
          {children}
          <StopBar />
        </>
      )}
    </dialog>
  );
}
