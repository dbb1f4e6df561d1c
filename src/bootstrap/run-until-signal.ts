import type { LoggerService } from '@nestjs/common';
import { InvalidSettingsError } from '../config/config.errors.js';

/** The part of the process that the server needs: signals, a place for last words, and the exit. */
export type HostProcess = Pick<NodeJS.Process, 'once' | 'exit'> & {
  readonly stderr: { write(text: string): unknown };
};

/** A server that takes calls, until it is closed. */
export interface OpenServer {
  readonly logger: LoggerService;
  /** Whether the line to the cloud goes on by itself; see `Cooker.isMoving`. */
  isMoving(): boolean;
  /** Lets the calls under way finish and closes every room. The cook goes on. */
  close(): Promise<void>;
}

/** Asking a program to end, by hand or by the service manager. */
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Opens the server and keeps it open until a signal asks it to end; a second signal ends it at once.
 * Exit codes: 0 when it was asked to end; 1 when it cannot open, or breaks.
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
  // Nobody knows what still holds after an error that nobody expected: the service manager starts it anew.
  host.once('uncaughtException', (error) => exitOnFatal(error, server, host));
}

function exitOnFatal(error: unknown, { logger }: OpenServer, host: HostProcess): void {
  logger.fatal?.(error instanceof Error ? (error.stack ?? error.message) : String(error), 'Coddle');
  host.exit(1);
}

/** Node's names for what keeps a server from listening, in words for whoever starts it. */
const CANNOT_LISTEN: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there: end it, or set another PORT',
  EADDRNOTAVAIL: 'this machine has no such address: set another HOST',
  EACCES: 'this user may not listen there: set a PORT of 1024 or more',
  ENOTFOUND: 'nobody knows this host: set another HOST',
};

function explanation(error: unknown): string {
  if (error instanceof InvalidSettingsError) return error.message;
  if (!(error instanceof Error)) return `Coddle cannot open: ${String(error)}`;
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const reason = CANNOT_LISTEN[code ?? ''];
  if (reason === undefined) return `Coddle cannot open: ${error.stack ?? error.message}`;
  return `Coddle cannot listen at ${[address, port].filter((part) => part !== undefined).join(':')}: ${reason}.`;
}
