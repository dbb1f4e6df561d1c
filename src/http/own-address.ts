import type { AddressInfo, Server } from 'node:net';

/** What the settings say of the address. */
interface AddressSettings {
  readonly publicUrl?: string | undefined;
  readonly host: string;
  readonly port: number;
}

/**
 * The address at which clients reach the server, without a slash at its end. Without a public address it is the server's
 * own, in the local network.
 * @param server what listens; it knows the port where the setting leaves the choice to the system
 */
export const ownAddress = (
  { publicUrl, host, port }: AddressSettings,
  server: Pick<Server, 'address'>,
): string =>
  publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port === 0 ? portOf(server) : port}`;

const portOf = (server: Pick<Server, 'address'>): number =>
  (server.address() as AddressInfo | null)?.port ?? 0;
