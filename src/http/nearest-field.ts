import { withinOneEdit } from '../shared/edit-distance.js';

/** Shorter words are ambiguous: "id" and "mm" are in several names. */
const SHORTEST_WORD = 3;

/** The field that an unknown name probably means; undefined when none or several come into question. */
export function nearestField(name: string, fields: readonly string[]): string | undefined {
  const wanted = plain(name);
  for (const isNear of [isSlip, isBeginning, sharesWord]) {
    const near = fields.filter((field) => isNear(wanted, field));
    if (near.length > 0) return near.length === 1 ? near[0] : undefined;
  }
  return undefined;
}

/** The sentence about an unknown field. */
export function unknownField(shown: string, nearest: string | undefined): string {
  const question = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
  return `There is no field "${shown}"${question}`;
}

/** `temperatureCelsius` and `Temperature-Celsius` as `temperature_celsius`. */
const plain = (name: string): string =>
  name
    .slice(0, 64)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s.-]+/g, '_')
    .toLowerCase();

const isSlip = (name: string, field: string): boolean => withinOneEdit(name, field);

const isBeginning = (name: string, field: string): boolean =>
  name.length >= SHORTEST_WORD && (field.startsWith(name) || name.startsWith(field));

function sharesWord(name: string, field: string): boolean {
  const words = new Set(field.split('_'));
  return name.split('_').some((word) => word.length >= SHORTEST_WORD && words.has(word));
}
