import { Logger } from '@nestjs/common';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { milliseconds } from '../shared/units.js';
import type { Notify } from './systemd-watchdog.js';

const NOTIFY_TIMEOUT = milliseconds(10_000);

/**
 * Notifies systemd through the program `systemd-notify`: systemd listens at a datagram Unix socket, which Node cannot
 * open. The unit says `NotifyAccess=all`, since the notification comes from another process than the server.
 */
export const systemdNotify =
  (program = 'systemd-notify'): Notify =>
  async (...facts) => {
    try {
      await promisify(execFile)(program, facts, { timeout: NOTIFY_TIMEOUT });
    } catch (error) {
      new Logger('Coddle').error(`Could not notify systemd of ${facts.join(' ')}: ${String(error)}`);
    }
  };
