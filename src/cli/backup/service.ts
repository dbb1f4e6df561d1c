import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';

const UNIT = 'coddle.service';
/** It also begins again by itself, after a pause: then it is not there at this moment. */
const RUNNING = new Set(['active', 'activating', 'reloading']);
/** Longer than the unit may take to be ready. In milliseconds. */
const SYSTEMCTL_TIMEOUT = 180_000;

type Runs = Pick<CliContext, 'run'>;

/** Whether systemd keeps the service running; false where there is no systemd. */
export async function isServiceRunning({ run }: Runs): Promise<boolean> {
  const { stdout } = await run('systemctl', ['is-active', UNIT]);
  return RUNNING.has(stdout.trim());
}

/** @throws CliError when it does not end */
export async function stopService({ run }: Runs): Promise<void> {
  const { code } = await run('systemctl', ['stop', UNIT], { timeout: SYSTEMCTL_TIMEOUT });
  if (code !== 0)
    throw new CliError(
      `The service cannot be stopped: run this with sudo; systemctl status ${UNIT} tells more`,
    );
}

/** @returns whether it runs now */
export async function startService({ run }: Runs): Promise<boolean> {
  const { code } = await run('systemctl', ['start', UNIT], { timeout: SYSTEMCTL_TIMEOUT });
  return code === 0;
}
