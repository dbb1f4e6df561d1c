import type { ComponentChildren } from 'preact';

/** A checkbox with its label, which is a target too. */
export function Choice({
  isChosen,
  choose,
  children,
}: {
  isChosen: boolean;
  choose: (isChosen: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={isChosen}
        onChange={({ currentTarget }) => choose(currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
