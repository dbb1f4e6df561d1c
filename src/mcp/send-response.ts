import type { Response as ExpressResponse } from 'express';

/** Sends a response of the protocol: JSON in one piece, a stream of events as they come, its headers at once. */
export async function sendResponse(response: ExpressResponse, made: Response): Promise<void> {
  if (response.destroyed) return void (await made.body?.cancel());
  response.status(made.status).setHeaders(made.headers);
  if (!isStream(made)) return void response.end(Buffer.from(await made.arrayBuffer()));
  response.flushHeaders();
  await writeEvents(response, made.body!);
}

const isStream = ({ headers, body }: Response): boolean =>
  body !== null && headers.get('content-type')?.startsWith('text/event-stream') === true;

async function writeEvents(response: ExpressResponse, events: ReadableStream<Uint8Array>): Promise<void> {
  const reader = events.getReader();
  // A reader that waits for the next event would never see that its client is gone.
  response.once('close', () => void reader.cancel().catch(() => undefined));
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (!response.write(next.value) && !response.destroyed) await drained(response);
    }
  } catch {
    // The client is gone; what it asked for goes on.
  }
  response.end();
}

const drained = (response: ExpressResponse): Promise<void> =>
  new Promise((resolve) => {
    response.once('drain', resolve).once('close', resolve);
  });
