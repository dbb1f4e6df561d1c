import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** How much a button matters: one `primary` button leads a view, `danger` removes, `stop` stops a cooker that runs. */
export type ButtonKind = 'primary' | 'plain' | 'danger' | 'quiet' | 'stop' | 'stop-quiet';

/** What a button has besides its text. */
export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class'> {
  readonly kind?: ButtonKind;
  /** Why it cannot work now; it is then disabled, and the reason stands below it. */
  readonly reason?: string | undefined;
  readonly type?: 'button' | 'submit';
  readonly children: ComponentChildren;
}

/** A button. One with a reason stays in the order of the keyboard, so that the reason can be read there. */
export function Button({ kind = 'plain', reason, type = 'button', onClick, children, ...rest }: ButtonProps) {
  const id = useId();
  if (reason === undefined)
    return (
      <button {...rest} type={type} class={`button button-${kind}`} onClick={onClick}>
        {children}
      </button>
    );
  return (
    <span class="button-with-reason">
      <button
        {...rest}
        type="button"
        class={`button button-${kind}`}
        aria-disabled="true"
        aria-describedby={id}
        onClick={(event) => event.preventDefault()}
      >
        {children}
      </button>
      <span id={id} class="reason">
        {reason}
      </span>
    </span>
  );
}
