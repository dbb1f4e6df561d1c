/** Characters of a client's text that are echoed. */
const LONGEST_ECHO = 40;
const UNPRINTABLE = /[^\x20-\x7e\u00a1-\u024f]/g;

/** A client's text as it may stand in a message: printable and short. */
export function shownText(text: string): string {
  const printable = text.replace(UNPRINTABLE, '\u00b7');
  return printable.length > LONGEST_ECHO ? `${printable.slice(0, LONGEST_ECHO)}…` : printable;
}
