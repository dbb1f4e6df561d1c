/** Examples of a response, by a name that says what it shows. */
export type NamedExamples = Readonly<Record<string, { readonly summary: string; readonly value: object }>>;

/** Examples by status. */
export type ExamplesByStatus = Readonly<Record<string, NamedExamples>>;
