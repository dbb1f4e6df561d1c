import { Environment } from '../../config/environment.js';
import type { CareIo } from '../care-io.js';
import { installedVariables } from '../installed-settings.js';
import { ask, isAnswered, isOurs, isRecord, type Facts, type Reply } from './reply.js';

/** What the server of this machine answered. */
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

const NOBODY: Reply = { failure: 'other', code: 'PORT=0' };

/** Asks the server of this machine how it is. @param environment undefined when the settings cannot be used */
export async function seeServer(io: CareIo, environment: Environment | undefined): Promise<ServerSeen> {
  const address = localAddress(environment ?? likelyEnvironment(io));
  if (address === undefined)
    return { address, health: NOBODY, ready: NOBODY, devices: undefined, took: Infinity };
  const began = io.clock.monotonic();
  const timed = ask(io, `${address}/health`).then((reply) => ({
    health: reply,
    took: io.clock.monotonic() - began,
  }));
  const [told, ready, devices] = await Promise.all([
    timed,
    ask(io, `${address}/health/ready`),
    environment && ask(io, `${address}/devices`, bearer(environment)),
  ]);
  return { address, ready, devices, ...told };
}

/** Shows the API key of the settings. */
export const bearer = ({ apiKey }: Environment): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${apiKey}`,
});

export const serverAnswers = ({ health }: ServerSeen): boolean => isOurs(health);

/** What the server says of one of its parts; undefined when it says nothing. */
export function indicator({ ready }: ServerSeen, name: string): Facts | undefined {
  if (!isAnswered(ready) || !isRecord(ready.body) || !isRecord(ready.body['details'])) return undefined;
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
  if (!reply || !isAnswered(reply) || !isRecord(reply.body)) return [];
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
export function localAddress({ host, port }: Pick<Environment, 'host' | 'port'>): string | undefined {
  const name = WILDCARDS.get(host) ?? (host.includes(':') ? `[${host}]` : host);
  return port === 0 ? undefined : `http://${name}:${port}`;
}

/** Where it listens in all likelihood, when the settings cannot be used as a whole. */
export function likelyEnvironment(io: CareIo): Environment {
  try {
    const port = Number(installedVariables(io)['PORT']);
    return new Environment(Number.isInteger(port) && port > 0 && port < 65_536 ? { port } : {});
  } catch {
    return new Environment(); // What cannot be read is told among the settings.
  }
}
