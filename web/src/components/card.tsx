import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What a card has. */
export interface CardProps {
  readonly heading?: ComponentChildren;
  /** A further class, for the style of the view. */
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A part of a view that belongs together, as a region with its heading. */
export function Card({ heading, class: further = '', children }: CardProps) {
  const id = useId();
  if (heading === undefined) return <div class={`card ${further}`}>{children}</div>;
  return (
    <section class={`card ${further}`} aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}
