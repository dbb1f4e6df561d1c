import { connect } from 'node:net';
import { ownerSocketAddress } from '../owner/owner-address.js';
import {
  LONGEST_RESPONSE,
  parseOwnerResponse,
  type OwnerRequest,
  type OwnerResponse,
} from '../owner/owner-message.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import type { OwnerTerminal } from './owner-terminal.js';
import { howToStart, serversHere, type ServerHere } from './server-here.js';

/** How long the server may take, in ms: it hashes a password for seconds on a small machine, and wrong ones wait. */
const TIMEOUT = 30_000;

/** Thrown when no server uses the data folder. */
export class NotRunningError extends CliError {}

/**
 * Has the running server carry out a command of the owner.
 * @throws NotRunningError when it does not run
 * @throws CliError when it may not be reached, or did nothing
 */
export async function askServer(server: ServerHere, request: OwnerRequest): Promise<unknown> {
  const response = await respondedBy(server, request);
  if (!response.ok) throw new CliError(response.message);
  return response.result;
}

/**
 * As `askServer`. Where the server wants the owner's password, the person at the terminal is asked for it.
 * @throws CliError also when no person is there to be asked
 */
export async function askAsOwner(
  { terminal }: Pick<CliContext, 'terminal'>,
  server: ServerHere,
  request: OwnerRequest,
): Promise<unknown> {
  const response = await respondedBy(server, request);
  if (response.ok) return response.result;
  if (response.password !== 'needed') throw new CliError(response.message);
  requirePerson(terminal);
  const password = await terminal.askUnseen("The owner's password: ");
  return askServer(server, { ...request, password });
}

/** A running server with what it responded: of the servers that may be meant, the first that runs. */
export async function askRunningServer<Result>(
  io: CliContext,
  ask: (server: ServerHere) => Promise<Result>,
): Promise<{ readonly server: ServerHere; readonly result: Result }> {
  let failure: unknown;
  for (const server of serversHere(io)) {
    try {
      return { server, result: await ask(server) };
    } catch (error) {
      if (!(error instanceof NotRunningError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** @throws CliError when words come from a pipe, a script or an option */
export function requirePerson({ isInteractive }: OwnerTerminal): void {
  if (isInteractive) return;
  throw new CliError('Only a person at a terminal can do this: no pipe, script or option does.');
}

async function respondedBy(server: ServerHere, request: OwnerRequest): Promise<OwnerResponse> {
  const response = parseOwnerResponse(await exchange(server, `${JSON.stringify(request)}\n`));
  if (response === undefined) throw new CliError('The server did not respond: try again.');
  return response;
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
      if (received.length > LONGEST_RESPONSE) socket.destroy(new Error('too long a response'));
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(received));
  });
}
