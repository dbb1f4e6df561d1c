import type { Text, ValuesOf } from './catalogue.js';
import type { en } from './en/index.js';
import { fill } from './fill.js';
import { catalogue, grammar } from './language.js';

type Catalogue = typeof en;

/** The name of a text: its view and its key, such as `now.water`. */
export type TextKey = {
  [View in keyof Catalogue]: `${View}.${keyof Catalogue[View] & string}`;
}[keyof Catalogue];

type TextAt<K extends TextKey> = K extends `${infer View extends keyof Catalogue}.${infer Key}`
  ? Catalogue[View][Key & keyof Catalogue[View]] & Text
  : never;

type Arguments<K extends TextKey> =
  ValuesOf<TextAt<K>> extends Readonly<Record<string, never>> ? [] : [values: ValuesOf<TextAt<K>>];

/**
 * A text in the language of the page, with its values: `t('now.minutesLeft', { count: 5 })`. The compiler knows which
 * values a text needs. A component that shows it is drawn again when the language changes.
 */
export const t = <K extends TextKey>(key: K, ...[values]: Arguments<K>): string =>
  fill(textAt(key), values ?? {}, grammar.value);

function textAt(key: TextKey): Text {
  const [view = '', name = ''] = key.split('.');
  return (catalogue.value as Readonly<Record<string, Readonly<Record<string, Text>>>>)[view]![name]!;
}
