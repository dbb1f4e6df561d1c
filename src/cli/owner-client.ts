import { connect } from 'node:net';
import { ownerSocketAddress } from '../owner/owner-address.js';
import { LONGEST_MESSAGE, parseOwnerResponse, type OwnerRequest } from '../owner/owner-message.js';
import { CliError } from './cli.errors.js';
import { howToStart, type ServerHere } from './server-here.js';

/** How long the server may take, in ms. */
const TIMEOUT = 10_000;

/** Thrown when no server uses the data folder. */
export class NotRunningError extends CliError {}

/**
 * Has the running server carry out a command of the owner.
 * @throws NotRunningError when it does not run
 * @throws CliError when it may not be reached, or did nothing
 */
export async function askServer(server: ServerHere, request: OwnerRequest): Promise<unknown> {
  const response = parseOwnerResponse(await exchange(server, `${JSON.stringify(request)}\n`));
  if (response === undefined) throw new CliError('The server did not respond: try again.');
  if (!response.ok) throw new CliError(response.message);
  return response.result;
}

async function exchange(server: ServerHere, line: string): Promise<string> {
  try {
    const address = ownerSocketAddress(server.settings.dataDir);
    try {
      return await lineFrom(address.path, line);
    } finally {
      address.release();
    }
  } catch (error) {
    throw errorFor(error as NodeJS.ErrnoException, server);
  }
}

const NOT_RUNNING = ['ENOENT', 'ENOTDIR', 'ECONNREFUSED'];
const NOT_ALLOWED = ['EACCES', 'EPERM'];

function errorFor(cause: NodeJS.ErrnoException, server: ServerHere): CliError {
  const { code = '', message } = cause;
  if (NOT_RUNNING.includes(code)) {
    const told = `The server is not running: start it with ${howToStart(server)}, then try again.`;
    return new NotRunningError(told, { cause });
  }
  if (NOT_ALLOWED.includes(code))
    return new CliError('Only the owner of this machine may do this: run it with sudo.', { cause });
  return new CliError(`The server cannot be reached (${code || message}): try again.`, { cause });
}

async function lineFrom(path: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(path, () => socket.write(line));
    socket.setTimeout(TIMEOUT, () => socket.destroy(new Error('no response in time')));
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      if (received.length > LONGEST_MESSAGE) socket.destroy(new Error('too long a response'));
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(received));
  });
}
