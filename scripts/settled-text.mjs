/** Makes texts comparable that were recorded at different times. */

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
/** @type {[RegExp, string][]} */
const AGES = [
  [/("(?:reading_)?age_seconds": )[\d.]+/g, '$11'],
  [/\b\d+(?:\.\d+)? seconds? (ago|old)\b/g, '1 second $1'],
];

/**
 * The text with ids numbered in their order, one instant for all, ages of one second, and the address of the examples.
 * @param {string} text
 * @param {string} url the address of the server that was recorded
 */
export function settled(text, url) {
  const known = new Map();
  const number = (id) => {
    if (!known.has(id)) known.set(id, `00000000-0000-4000-8000-${String(known.size + 1).padStart(12, '0')}`);
    return known.get(id);
  };
  const plain = text
    .replaceAll(url, 'http://127.0.0.1:5000')
    .replaceAll(UUID, number)
    .replaceAll(INSTANT, '2026-01-01T10:00:00.000Z');
  return AGES.reduce((all, [pattern, replacement]) => all.replaceAll(pattern, replacement), plain);
}
