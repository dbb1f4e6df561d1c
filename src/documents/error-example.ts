/** One error as it looks to a client, and what leads to it. */
export interface ErrorExample {
  readonly status: number;
  /** When it is answered, in one sentence. */
  readonly when: string;
  /** The code in front, where a more serious one goes before. */
  readonly code?: string;
  readonly message: string;
  readonly details?: object;
  readonly alternatives?: readonly object[];
  /** Headers that come with it, with an example of each. */
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly example: string }>>;
  /** A body of /start-cook that is answered so, whatever the cooker does. */
  readonly request?: object;
}
