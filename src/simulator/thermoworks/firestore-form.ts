/** A value as Firestore's REST API writes it. */
export type TypedValue = Readonly<Record<string, unknown>>;

/** The fields of a document or a map. */
export type TypedFields = Readonly<Record<string, TypedValue>>;

export const text = (value: string): TypedValue => ({ stringValue: value });
export const flag = (value: boolean): TypedValue => ({ booleanValue: value });
export const instant = (milliseconds: number): TypedValue => ({
  timestampValue: new Date(milliseconds).toISOString(),
});
/** Whole numbers are sent as an integer, which is a string in JSON; others as a double. */
export const number = (value: number): TypedValue =>
  Number.isInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
export const map = (fields: TypedFields): TypedValue => ({ mapValue: { fields } });
export const list = (values: readonly TypedValue[]): TypedValue => ({ arrayValue: { values } });

/** A document with its name. @param path below the root of the database */
export const document = (path: string, fields: TypedFields) => ({
  name: `projects/simulated/databases/(default)/documents/${path}`,
  fields,
  createTime: '2026-01-01T00:00:00.000000Z',
  updateTime: '2026-01-01T00:00:00.000000Z',
});
