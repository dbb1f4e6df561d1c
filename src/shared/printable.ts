/**
 * What a terminal obeys, or what makes text read otherwise than it is written: control characters (C0, DEL, C1), marks
 * of direction and of zero width, separators of lines, tags, and halves of pairs.
 * Unicode 15, general categories Cc, Cf, Zl, Zp and Cs.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** The same without the ends of lines and tabs that a program writes itself. */
const COMMANDING = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const STAND_IN = '\u00b7';
/** Characters of a name that are shown. */
const LONGEST_NAME = 64;

/** Text from outside with a dot in the place of every character that is not seen, and no longer than `most`. */
export function printable(text: string, most = LONGEST_NAME): string {
  // No further than needed: whoever sends a megabyte must not have it looked through.
  const seen = Array.from(text.slice(0, 2 * most + 1).replace(UNPRINTABLE, STAND_IN));
  return seen.length > most ? `${seen.slice(0, most).join('')}…` : seen.join('');
}

/** A name from outside as it may stand in a sentence: printable, of at most 64 characters, in quotes of its own. */
export const quoted = (name: string): string => `"${printable(name).replaceAll('"', "'")}"`;

/** The same in the quotes of books, in which sentences cite a client's words. */
export const cited = (words: string): string => `“${printable(words).replaceAll(/[“”]/gu, "'")}”`;

/** What reads as a name: four words at most of letters, digits, hyphens and apostrophes, perhaps with an id behind. */
const ORDINARY = /^[\p{L}\p{M}\p{N}'’-]+(?: [\p{L}\p{M}\p{N}'’-]+){0,3}(?: \([\w-]+\))?$/u;

/**
 * A name from outside as a part of a sentence: an ordinary one as it is, any other in quotes, so that nothing that
 * somebody wrote into a name is taken for a sentence of this server.
 */
export function nameInSentence(name: string): string {
  const text = name.trim();
  return text.length <= LONGEST_NAME && ORDINARY.test(text) ? text : quoted(text);
}

/** The same at the head of a sentence. */
export function nameAtHead(name: string): string {
  const text = nameInSentence(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text for a terminal or a log: what would be obeyed is spelt out, as JSON spells it. Text that is JSON stays JSON. */
export const escapeControls = (text: string): string => text.replace(COMMANDING, spelt);

const spelt = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
