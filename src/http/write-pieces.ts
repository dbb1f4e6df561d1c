import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PiecedText } from './pieced-text.js';

/**
 * Sends a text in pieces, each made when the client has read the one before it; a single piece is sent with its length.
 * Other requests are handled between two pieces. A response whose text fails half-way is cut off, so that the client
 * sees that it is incomplete.
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

/** Writes a piece; fulfilled when the client has read it, or is gone. */
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
