import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PiecedText } from './pieced-text.js';

/**
 * Answers with a text in pieces, each made when the client has taken the one before it; at once with its length where
 * it is a single piece. Others have their turn between two pieces. A response whose text cannot be made to its end is
 * cut off, so that the client sees it.
 */
export async function writePieces(response: ServerResponse, text: PiecedText): Promise<void> {
  try {
    await write(response, text.pieces);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

async function write(response: ServerResponse, pieces: Iterator<string>): Promise<void> {
  const first = nextOf(pieces) ?? '';
  let piece = nextOf(pieces);
  if (piece === undefined) response.setHeader('Content-Length', Buffer.byteLength(first));
  if (piece === undefined || response.req.method === 'HEAD') return void response.end(first);
  await taken(response, first);
  while (piece !== undefined && !response.destroyed) {
    await taken(response, piece);
    piece = nextOf(pieces);
  }
  response.end();
}

function nextOf(pieces: Iterator<string>): string | undefined {
  const next = pieces.next();
  return next.done === true ? undefined : next.value;
}

/** Fulfilled when the client has taken what was written, or is gone. */
async function taken(response: ServerResponse, piece: string): Promise<void> {
  if (!response.write(piece) && !response.destroyed) {
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        response.off('drain', settle).off('close', settle);
        resolve();
      };
      response.on('drain', settle).on('close', settle);
    });
  }
  await nextTurn();
}
