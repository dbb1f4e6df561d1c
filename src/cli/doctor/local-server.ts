import { readUsableSettings, type UsableSettings } from '../../config/environment.js';
import type { CliContext } from '../cli-context.js';
import { installedVariables } from '../installed-settings.js';
import { ask, hasReplied, isOurs, isRecord, type Facts, type Reply } from './reply.js';

/** What the server of this machine responded. */
export interface ServerSeen {
  /** Where it was asked; undefined when it may listen at any port. */
  readonly address: string | undefined;
  readonly health: Reply;
  readonly ready: Reply;
  /** The cookers, asked for with the API key; undefined without a key. */
  readonly devices: Reply | undefined;
  /** How long it took to tell its health, in milliseconds. */
  readonly took: number;
}

const UNKNOWN_PORT: Reply = { failure: 'other', code: 'PORT=0' };

/** Where a server listens, and its key, when that is known. */
export type Reachable = Pick<UsableSettings, 'host' | 'port'> & { readonly apiKey?: string | undefined };

/** Asks the server of this machine how it is. */
export async function probeServer(
  io: Pick<CliContext, 'fetch' | 'clock'>,
  settings: Reachable,
): Promise<ServerSeen> {
  const address = localAddress(settings);
  if (address === undefined)
    return { address, health: UNKNOWN_PORT, ready: UNKNOWN_PORT, devices: undefined, took: Infinity };
  const began = io.clock.monotonic();
  const timed = ask(io, `${address}/health`).then((reply) => ({
    health: reply,
    took: io.clock.monotonic() - began,
  }));
  const [told, ready, devices] = await Promise.all([
    timed,
    ask(io, `${address}/health/ready`),
    settings.apiKey && ask(io, `${address}/devices`, bearer(settings.apiKey)),
  ]);
  return { address, ready, devices: devices || undefined, ...told };
}

/** Shows an API key. */
export const bearer = (apiKey: string): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${apiKey}`,
});

export const serverResponds = ({ health }: ServerSeen): boolean => isOurs(health);

/** What the server says of one of its parts; undefined when it says nothing. */
export function indicator({ ready }: Pick<ServerSeen, 'ready'>, name: string): Facts | undefined {
  if (!hasReplied(ready) || !isRecord(ready.body) || !isRecord(ready.body['details'])) return undefined;
  const facts = ready.body['details'][name];
  return isRecord(facts) ? facts : undefined;
}

/** One of the account's cookers. */
export interface Device {
  readonly device_id: string;
  readonly name: string;
  readonly supported: boolean;
}

export function devicesIn(reply: Reply | undefined): readonly Device[] {
  if (!reply || !hasReplied(reply) || !isRecord(reply.body)) return [];
  const { devices } = reply.body;
  return reply.status === 200 && Array.isArray(devices) ? devices.filter(isDevice) : [];
}

const isDevice = (value: unknown): value is Device =>
  isRecord(value) && typeof value['device_id'] === 'string' && typeof value['name'] === 'string';

const WILDCARDS: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
]);

/** Where a server with these settings is reached on its own machine; undefined when any port may be its own. */
export function localAddress({ host, port }: Pick<UsableSettings, 'host' | 'port'>): string | undefined {
  const name = WILDCARDS.get(host) ?? (host.includes(':') ? `[${host}]` : host);
  return port === 0 ? undefined : `http://${name}:${port}`;
}

/** Where the installed server listens in all likelihood, also when its settings cannot be used as a whole. */
export function likelySettings(io: Pick<CliContext, 'places' | 'clock'>): UsableSettings {
  const read = (variables: NodeJS.ProcessEnv) =>
    readUsableSettings(variables, io.places.root, io.clock.now());
  try {
    return read(installedVariables(io));
  } catch {
    return read({ CONFIG_DIR: io.places.etc }); // The check of the settings reports what cannot be read.
  }
}
