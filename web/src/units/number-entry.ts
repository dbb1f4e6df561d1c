/** A number as people write it, with a decimal point or comma; undefined for an empty text, NaN for another. */
export function enteredNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^[+-]?\d{1,9}(?:[.,]\d{0,6})?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : NaN;
}
