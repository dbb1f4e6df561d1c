/** Bytes in one encoded word: 75 characters with its frame. RFC 2047, 2. */
const MOST_BYTES = 45;
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * A text as the value of a header, which may hold ASCII only: other texts in encoded words, which ntfy reads. Source:
 * https://docs.ntfy.sh/publish/#message-title
 */
export function headerText(text: string): string {
  if (PLAIN.test(text) && !text.includes('=?')) return text;
  return pieces(text)
    .map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`)
    .join(' ');
}

/** Pieces of few bytes, each of whole characters. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > MOST_BYTES) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return piece === '' ? found : [...found, piece];
}
