import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import type { RunningServer } from './running-server.js';

interface Devices {
  readonly devices: readonly { readonly device_id: string }[];
}

interface Status {
  readonly is_running: boolean;
  readonly summary: string;
}

/** Responses of a server without its cloud: waiting longer would tell nothing. */
const NO_LINE = 503;

/**
 * Refuses while something cooks: the cook would go on unmonitored while the server restarts.
 * @param forced then what cooks is only told
 * @throws CliError during a cook, or when that is unknown
 */
export async function refuseDuringCook(
  io: CliContext,
  server: RunningServer,
  forced: boolean,
): Promise<void> {
  const obstacle = await obstacleIn(io, server);
  if (obstacle === undefined) return;
  if (!forced) throw new CliError(`${obstacle} Wait until it has ended, or add --force: the cook goes on.`);
  io.stdout.write(`${obstacle} It goes on.\n`);
}

async function obstacleIn({ stdout }: CliContext, server: RunningServer): Promise<string | undefined> {
  const response = await server.ask('/devices');
  if (response === undefined || response.status === NO_LINE) {
    const why = response === undefined ? 'does not respond' : 'has no connection to the cooker';
    stdout.write(`The server ${why}, so it cannot tell whether a cook is on. That does not hinder.\n`);
    return undefined;
  }
  const { devices } = (await bodyOf<Devices>(response)) ?? {};
  if (devices === undefined) return doubt(response);
  for (const { device_id: id } of devices) {
    const told = await server.ask(`/status?device_id=${encodeURIComponent(id)}`);
    const status = told && (await bodyOf<Status>(told));
    if (typeof status?.is_running !== 'boolean') return doubt(told);
    if (status.is_running) return `A cook is on: ${status.summary}`;
  }
  return undefined;
}

const doubt = (response: Response | undefined): string =>
  `It is not known whether a cook is on (the server returns ${response?.status ?? 'nothing'}).`;

/** Undefined when it is a refusal, or nothing that can be read. */
async function bodyOf<Body>(response: Response): Promise<Partial<Body> | undefined> {
  if (response.status !== 200) return undefined;
  try {
    return (await response.json()) as Partial<Body>;
  } catch {
    return undefined;
  }
}
