import type { InputLinks } from './field.js';

/** What an input has whose text the form keeps. */
export interface TextInputProps {
  readonly links: Partial<InputLinks>;
  readonly value: string;
  readonly onText: (text: string) => void;
}

/** An input for a number; as text, since the number fields of browsers drop what they cannot read. */
export const NumberInput = ({ links, value, onText }: TextInputProps) => (
  <input
    {...links}
    type="text"
    inputMode="decimal"
    class="number-input"
    maxLength={12}
    autocomplete="off"
    value={value}
    onInput={({ currentTarget }) => onText(currentTarget.value)}
  />
);
