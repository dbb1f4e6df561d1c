import type { InputLinks } from './field.js';

/** What a choice of one has. */
export interface SelectProps {
  readonly links: InputLinks;
  readonly value: string;
  readonly choose: (value: string) => void;
  /** Each by its value, with its words. */
  readonly options: readonly (readonly [value: string, words: string])[];
}

/** A choice of one among a few. */
export const Select = ({ links, value, choose, options }: SelectProps) => (
  <select {...links} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
    {options.map(([option, words]) => (
      <option key={option} value={option}>
        {words}
      </option>
    ))}
  </select>
);
