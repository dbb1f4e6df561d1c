import { Logger } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Notify } from './systemd-watchdog.js';

const PATIENCE = 10_000;

/**
 * Tells systemd by a little program of its own: the socket that it listens at is of a kind that Node cannot open. The
 * unit says `NotifyAccess=all`, since it is not the server itself that speaks.
 */
export const systemdNotify =
  (program = 'systemd-notify'): Notify =>
  async (...facts) => {
    try {
      await promisify(execFile)(program, facts, { timeout: PATIENCE });
    } catch (error) {
      new Logger('Coddle').error(`systemd could not be told ${facts.join(' ')}: ${String(error)}`);
    }
  };
