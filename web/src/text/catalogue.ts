/** A text of the page: with a count, a form for one and a form for others. `{name}` stands for a value. */
export type Text = string | { readonly one: string; readonly other: string };

/** The texts of one view in one language. */
export type Texts = Readonly<Record<string, Text>>;

/** The same texts in another language: the compiler finds a key that is missing or left over. */
export type SameTexts<T extends Texts> = { readonly [K in keyof T]: T[K] extends string ? string : Text };

type HolesOf<S> = S extends `${string}{${infer Hole}}${infer Rest}` ? Hole | HolesOf<Rest> : never;

/** The values that a text needs: `{minutes}` in it needs `minutes`; a text with two forms needs `count` too. */
export type ValuesOf<T extends Text> = T extends string
  ? Values<HolesOf<T>>
  : T extends { readonly one: infer One; readonly other: infer Other }
    ? Values<HolesOf<One> | HolesOf<Other> | 'count'>
    : never;

type Values<Hole extends string> = [Hole] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Record<Hole, string | number>>;
