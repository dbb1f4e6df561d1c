/** One error as a client gets it, and its cause. */
export interface ErrorExample {
  readonly status: number;
  /** When it is sent, in one sentence. */
  readonly when: string;
  /** The code in front, where a more serious one goes before. */
  readonly code?: string;
  readonly message: string;
  readonly details?: object;
  readonly alternatives?: readonly object[];
  /** Headers that come with it, with an example of each. */
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly example: string }>>;
  /** A body of /start-cook that gets this error in any state of the cooker. */
  readonly request?: object;
}
