import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Environment } from '../config/environment.js';
import { CoddleError } from '../shared/errors.js';
import { ownerSocketAddress, ownerSocketFile, type SocketAddress } from './owner-address.js';
import { OWNER_COMMANDS, type OwnerCommand } from './owner-command.js';
import { PasswordCheck } from './password-check.js';
import { LONGEST_MESSAGE, parseOwnerRequest, type OwnerResponse } from './owner-message.js';

/** The most connections; one person uses the socket. */
const MOST_CONNECTIONS = 4;
/** A connection that is idle for this long is closed, in ms. */
const IDLE_TIMEOUT = 5_000;
/** How long a command may take, in ms: a small machine hashes a password for seconds, and a wrong one waits. */
const COMMAND_TIMEOUT = 30_000;

/**
 * The Unix socket through which the owner of the machine commands the running server. Only the service user and root
 * can open it: no API key and no HTTP request reaches it.
 */
@Injectable()
export class OwnerSocket implements OnApplicationShutdown {
  private readonly logger = new Logger('OwnerSocket');
  private readonly connections = new Set<Socket>();
  private server: Server | undefined;
  private address: SocketAddress | undefined;

  constructor(
    private readonly environment: Environment,
    @Inject(OWNER_COMMANDS) private readonly commands: readonly OwnerCommand[],
    private readonly passwords: PasswordCheck,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    for (const connection of this.connections) connection.destroy();
    if (server !== undefined) await new Promise((closed) => server.close(closed));
    this.address?.release();
  }

  /** A start-up step. It never rejects: without this socket only the owner's commands are missing. */
  async open(): Promise<void> {
    const file = ownerSocketFile(this.environment.dataDir);
    try {
      const address = ownerSocketAddress(this.environment.dataDir);
      this.address = address;
      if (await isInUse(address.path)) throw new Error('another server uses it');
      rmSync(file, { force: true });
      this.server = await listen(address.path, (connection) => this.serve(connection));
      chmodSync(file, 0o600);
    } catch (error) {
      this.logger.warn(`The owner's commands cannot be used: ${String(error)}`);
    }
  }

  private serve(connection: Socket): void {
    this.connections.add(connection);
    connection.on('close', () => this.connections.delete(connection));
    connection.on('error', () => connection.destroy());
    connection.setTimeout(IDLE_TIMEOUT, () => connection.destroy());
    let received = '';
    connection.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      const end = received.indexOf('\n');
      if (end < 0 && received.length <= LONGEST_MESSAGE) return;
      connection.removeAllListeners('data').pause().setTimeout(COMMAND_TIMEOUT);
      void this.respond(received.slice(0, Math.max(0, end))).then((response) =>
        connection.end(`${JSON.stringify(response)}\n`),
      );
    });
  }

  private async respond(text: string): Promise<OwnerResponse> {
    const request = parseOwnerRequest(text);
    const command = this.commands.find(({ name }) => name === request?.command);
    if (request === undefined || command === undefined)
      return { ok: false, message: 'This server does not know that command: update it.' };
    try {
      const refusal = await this.passwords.refusalOf(command, request);
      return refusal ?? { ok: true, result: await command.run(request.arguments) };
    } catch (error) {
      if (error instanceof CoddleError) return { ok: false, message: error.message };
      this.logger.error(`The owner's command ${command.name} failed: ${String(error)}`);
      return { ok: false, message: 'Something went wrong inside the server. It was written to the log.' };
    }
  }
}

/** Binds with the owner's permissions alone, also in the moment before they can be set. */
async function listen(path: string, serve: (connection: Socket) => void): Promise<Server> {
  const server = createServer(serve);
  server.maxConnections = MOST_CONNECTIONS;
  const umask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
      // The socket is bound by now.
      process.umask(umask);
    });
  } finally {
    process.umask(umask);
  }
  server.on('error', () => undefined);
  return server;
}

/** Whether a server listens there; after a crash only the file remains. */
async function isInUse(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => (probe.destroy(), resolve(true)));
    probe.once('error', () => resolve(false));
  });
}
