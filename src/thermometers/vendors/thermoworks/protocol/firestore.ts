import { fieldOf, isObject } from '../../wire-values.js';

/** An object from the wire; nothing about its fields is believed. */
export type Fields = Readonly<Record<string, unknown>>;

/** A document of Firestore with plain values. */
export interface FirestoreDocument {
  /** The last part of its name. */
  readonly id: string;
  readonly fields: Fields;
}

/** How deep maps and lists are read; real documents have four levels. */
const DEEPEST = 16;

/** A list, or an empty one for anything else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The document in a response; undefined where it is none. */
export function documentOf(value: unknown): FirestoreDocument | undefined {
  const fields = fieldOf(value, 'fields');
  if (!isObject(fields)) return undefined;
  const name = fieldOf(value, 'name');
  return {
    id: typeof name === 'string' ? (name.split('/').at(-1) ?? '') : '',
    fields: plainFields(fields, 0),
  };
}

/** One page of a list of documents. */
export interface DocumentPage {
  /** The documents; what is none is left out. */
  readonly documents: readonly FirestoreDocument[];
  /** What names the next page; undefined on the last one. */
  readonly nextPage: string | undefined;
}

/** The documents of a list; a list without documents has no field for them. */
export function pageOf(body: unknown): DocumentPage {
  const next = fieldOf(body, 'nextPageToken');
  return {
    documents: listOf(fieldOf(body, 'documents')).flatMap(asDocuments),
    nextPage: typeof next === 'string' && next !== '' ? next : undefined,
  };
}

/** The documents that a query found; undefined where the response is no list. */
export function foundBy(body: unknown): readonly FirestoreDocument[] | undefined {
  return Array.isArray(body) ? body.flatMap((item) => asDocuments(fieldOf(item, 'document'))) : undefined;
}

function asDocuments(value: unknown): FirestoreDocument[] {
  const document = documentOf(value);
  return document === undefined ? [] : [document];
}

const plainFields = (fields: Fields, depth: number): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plainValue(value, depth)]));

/**
 * A typed value of Firestore as a plain one; undefined for what is none. An integer comes as a string, since JSON
 * numbers cannot hold 64 bits, and from some writers as a number. Source: Firestore REST reference, `Value`.
 */
function plainValue(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > DEEPEST) return undefined;
  for (const [type, read] of READERS) if (Object.hasOwn(value, type)) return read(value[type], depth + 1);
  return undefined;
}

const ofType =
  (type: 'string' | 'boolean') =>
  (value: unknown): unknown =>
    typeof value === type ? value : undefined;

const READERS: readonly (readonly [string, (value: unknown, depth: number) => unknown])[] = [
  ['stringValue', ofType('string')],
  ['timestampValue', ofType('string')],
  ['booleanValue', ofType('boolean')],
  ['doubleValue', (value) => (Number.isFinite(value) ? value : undefined)],
  ['integerValue', integerOf],
  ['nullValue', () => null],
  ['mapValue', (value, depth) => plainFields(objectOf(fieldOf(value, 'fields')), depth)],
  ['arrayValue', (value, depth) => listOf(fieldOf(value, 'values')).map((item) => plainValue(item, depth))],
];

function integerOf(value: unknown): number | undefined {
  if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

const objectOf = (value: unknown): Fields => (isObject(value) ? value : {});
