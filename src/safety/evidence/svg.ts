/** What an element says of itself; undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element of an SVG picture as text. Numbers are rounded to a tenth, so that the same picture has the same bytes.
 * Hand-written, since a plot needs only lines, areas and words.
 */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const head = [name, ...given.map(([key, value]) => `${key}="${escaped(written(value!))}"`)].join(' ');
  return content.length === 0 ? `<${head}/>` : `<${head}>${content.join('')}</${name}>`;
}

/** Words in a picture, at their lower left corner. */
export const text = (x: number, y: number, words: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(words));

/** A straight line. */
export const line = (from: Point, to: Point, attributes: Attributes): string =>
  element('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...attributes });

/** A line through points. */
export const polyline = (points: readonly Point[], attributes: Attributes): string =>
  element('polyline', {
    points: points.map(({ x, y }) => `${rounded(x)},${rounded(y)}`).join(' '),
    ...attributes,
  });

/** A place in a picture, from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Words as they may stand in an element or an attribute. */
export const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const written = (value: string | number): string => (typeof value === 'number' ? rounded(value) : value);

const rounded = (value: number): string => String(Math.round(value * 10) / 10 + 0);
