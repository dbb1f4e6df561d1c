import type { Arguments } from '../assistant/assistant.js';

/** A call as the protocol hands it over. */
export interface Call {
  readonly name: string;
  readonly arguments?: Arguments | undefined;
}

/** What the packages know of the request of a call. */
export interface CallContext {
  readonly mcpReq: {
    readonly _meta?: { readonly progressToken?: string | number | undefined } | undefined;
    readonly envelope?: object | undefined;
    readonly inputResponses?: object | undefined;
    notify(notification: { method: string; params: Record<string, unknown> }): Promise<void>;
  };
}
