/**
 * Characters that a terminal interprets, or that change how text is displayed: control characters (C0, DEL,
 * C1), direction and zero-width marks, line separators, tags, and lone surrogates.
 * Unicode 15, general categories Cc, Cf, Zl, Zp and Cs.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** The same without line feeds and tabs, which programs write themselves. */
const COMMANDING = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Texts of the letters that most have, which hold none of them: checked in a tenth of the time. */
const PLAIN = /^[\n\t\x20-\x7e\xa0-\xac\xae-\xff]*$/;
const STAND_IN = '\u00b7';
/** Characters of a name that are shown. */
const LONGEST_NAME = 64;

/** Text from outside with a dot in place of each invisible character, cut after `most` characters. */
export function printable(text: string, most = LONGEST_NAME): string {
  // Only the beginning is scanned, so that a megabyte of text costs no more than a short one.
  const seen = Array.from(text.slice(0, 2 * most + 1).replace(UNPRINTABLE, STAND_IN));
  return seen.length > most ? `${seen.slice(0, most).join('')}…` : seen.join('');
}

/** Text from outside without its invisible characters, except line feeds and tabs. */
export const withoutInvisible = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(COMMANDING, '');

/** A name from outside as data: without invisible characters, of at most 64. */
export const visibleName = (text: string): string => {
  const seen = text.slice(0, 4 * LONGEST_NAME).replace(UNPRINTABLE, '');
  return seen.length > LONGEST_NAME ? Array.from(seen).slice(0, LONGEST_NAME).join('') : seen;
};

/** A name from outside in quotes: printable, of at most 64 characters. */
export const quoted = (name: string): string => `"${printable(name).replaceAll('"', "'")}"`;

/** The same in typographic quotes, in which sentences cite a client's words. */
export const cited = (words: string): string => `“${printable(words).replaceAll(/[“”]/gu, "'")}”`;

/** An ordinary name: at most four words of letters, digits, hyphens and apostrophes, possibly followed by an id. */
const ORDINARY = /^[\p{L}\p{M}\p{N}'’-]+(?: [\p{L}\p{M}\p{N}'’-]+){0,3}(?: \([\w-]+\))?$/u;

/**
 * A name from outside within a sentence: an ordinary name unchanged, any other in quotes, so that text in a name cannot
 * pass for a sentence of this server.
 */
export function nameInSentence(name: string): string {
  const text = name.trim();
  return text.length <= LONGEST_NAME && ORDINARY.test(text) ? text : quoted(text);
}

/** The same at the beginning of a sentence. */
export function nameAtHead(name: string): string {
  const text = nameInSentence(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text for a terminal or a log with control characters escaped as in JSON. Text that is JSON stays JSON. */
export const escapeControls = (text: string): string => text.replace(COMMANDING, spelt);

const spelt = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
