import type { SendResult } from '../alert-channel.js';

/** Why a message was not sent. */
export type NotSent = Exclude<SendResult, { readonly sent: true }>;

/** Thrown when an attempt fails. What it says is for people, and holds no secret. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';

  constructor(readonly result: NotSent) {
    super(result.why);
  }
}

/** A failure that another attempt may mend. */
export const failed = (why: string, more: Partial<NotSent> = {}): NotSentError =>
  new NotSentError({ sent: false, why, mayRetry: true, ...more });

/** A failure that no repeat can mend. */
export const refused = (why: string): NotSentError => new NotSentError({ sent: false, why, mayRetry: false });

/** Sends, and has a failure as a result. An error of any other kind is one too: a channel never rejects. */
export async function resultOf(send: () => Promise<SendResult>): Promise<SendResult> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof NotSentError) return error.result;
    return { sent: false, why: `It could not be sent (${codeIn(error)}).`, mayRetry: true };
  }
}

/** The system's name of an error, such as `ECONNREFUSED`; the message could hold an address. */
export function codeIn(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  const shown = typeof code === 'string' ? code : name;
  return typeof shown === 'string' && /^\w{1,60}$/.test(shown) ? shown : 'unknown';
}
