import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

/** What a field gives its input, so that both are connected for screen readers. */
export interface InputLinks {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** What a field has. */
export interface FieldProps {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** What is wrong with the value, read out when it appears. */
  readonly problem?: ComponentChildren;
  /** Draws the input; it takes all the links. */
  readonly children: (links: InputLinks) => JSX.Element;
}

/** A label, its input, a hint and what is wrong with the value. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`];
  const links: InputLinks = {
    id,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
    'aria-invalid': problem === undefined ? undefined : 'true',
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(links)}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <div aria-live="polite">
        {problem !== undefined && (
          <p id={`${id}-problem`} class="problem">
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}
