import type { LoggerService } from '@nestjs/common';
import { InvalidSettingsError } from '../config/config.errors.js';

/** The part of the process that the server needs: signals, the error stream, and the exit. */
export type HostProcess = Pick<NodeJS.Process, 'once' | 'exit'> & {
  readonly stderr: { write(text: string): unknown };
};

/** A server that accepts requests until it is closed. */
export interface OpenServer {
  readonly logger: LoggerService;
  /** Whether the connection to the cloud is open or will be reopened; see `CookerGateway.isAlive`. */
  isAlive(): boolean;
  /** Lets the open requests finish and closes every module. A running cook goes on. */
  close(): Promise<void>;
}

/** The signals with which a person or the service manager ends a program. */
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Starts the server and runs it until a signal ends it; a second signal ends it at once.
 * Exit codes: 0 after a signal; 1 when the server cannot start, or after an unexpected error.
 */
export async function runUntilSignal(
  open: () => Promise<OpenServer>,
  host: HostProcess = process,
): Promise<void> {
  let server: OpenServer;
  try {
    server = await open();
  } catch (error) {
    host.stderr.write(`${explanation(error)}\n`);
    return host.exit(1);
  }
  const end = (): void => {
    void server.close().then(
      () => host.exit(0),
      (error: unknown) => exitOnFatal(error, server, host),
    );
  };
  for (const signal of SIGNALS) host.once(signal, end);
  // After an unexpected error the state of the process is unknown, so it ends and the service manager restarts it.
  host.once('uncaughtException', (error) => exitOnFatal(error, server, host));
}

function exitOnFatal(error: unknown, { logger }: OpenServer, host: HostProcess): void {
  logger.fatal?.(error instanceof Error ? (error.stack ?? error.message) : String(error), 'Coddle');
  host.exit(1);
}

/** Why a server cannot listen, by Node's error code, in words for the person who starts it. */
const CANNOT_LISTEN: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there: end it, or set another PORT',
  EADDRNOTAVAIL: 'this machine has no such address: set another HOST',
  EACCES: 'this user may not listen there: set a PORT of 1024 or more',
  ENOTFOUND: 'this host name is unknown: set another HOST',
};

function explanation(error: unknown): string {
  if (error instanceof InvalidSettingsError) return error.message;
  if (!(error instanceof Error)) return `Coddle cannot start: ${String(error)}`;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const reason = CANNOT_LISTEN[code ?? ''];
  if (reason === undefined) return `Coddle cannot start: ${error.stack ?? error.message}`;
  return `Coddle cannot listen at ${[address, port].filter((part) => part !== undefined).join(':')}: ${reason}.`;
}
