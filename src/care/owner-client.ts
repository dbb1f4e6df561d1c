import { connect } from 'node:net';
import { ownerSocketAddress } from '../owner/owner-address.js';
import { LONGEST_MESSAGE, parseOwnerResponse, type OwnerRequest } from '../owner/owner-message.js';
import { CareError } from './care.errors.js';

/** How long the server may take, in ms. */
const TIMEOUT = 10_000;

/**
 * Has the running server carry out a command of the owner.
 * @throws CareError when it does not run, may not be reached, or did nothing
 */
export async function askServer(dataDir: string, request: OwnerRequest): Promise<unknown> {
  const response = parseOwnerResponse(await exchange(dataDir, `${JSON.stringify(request)}\n`));
  if (response === undefined) throw new CareError('The server gave no answer: try again.');
  if (!response.ok) throw new CareError(response.message);
  return response.result;
}

async function exchange(dataDir: string, line: string): Promise<string> {
  try {
    const address = ownerSocketAddress(dataDir);
    try {
      return await lineFrom(address.path, line);
    } finally {
      address.release();
    }
  } catch (error) {
    throw new CareError(whyNot(error as NodeJS.ErrnoException), { cause: error });
  }
}

const NOT_RUNNING = 'The server does not run: start it with sudo systemctl start coddle, then try again.';
const NOT_OWNER = 'Only the owner of this machine may do this: run it with sudo.';
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: NOT_RUNNING,
  ENOTDIR: NOT_RUNNING,
  ECONNREFUSED: NOT_RUNNING,
  EACCES: NOT_OWNER,
  EPERM: NOT_OWNER,
};

const whyNot = ({ code, message }: NodeJS.ErrnoException): string =>
  REASONS[code ?? ''] ?? `The server cannot be reached (${code ?? message}): try again.`;

async function lineFrom(path: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(path, () => socket.write(line));
    socket.setTimeout(TIMEOUT, () => socket.destroy(new Error('no answer in time')));
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      if (received.length > LONGEST_MESSAGE) socket.destroy(new Error('too long an answer'));
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(received));
  });
}
