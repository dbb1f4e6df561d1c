import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';

/** File name of the socket in the data folder. */
const SOCKET = 'owner.sock';
/** The kernel takes paths of sockets up to so many bytes (sun_path in unix(7), 108 with the zero at its end). */
const LONGEST_PATH = 107;

/** Where a socket is bound or connected to; `release` is called when it is closed. */
export interface SocketAddress {
  readonly path: string;
  release(): void;
}

/** The file of the socket through which the owner of the machine speaks to the server. */
export const ownerSocketFile = (dataDir: string): string => join(dataDir, SOCKET);

/**
 * The address of that socket for the kernel. Where the path of the folder is too long, it leads over an open
 * descriptor of the folder.
 * @throws Node's error when the folder cannot be opened
 */
export function ownerSocketAddress(dataDir: string): SocketAddress {
  const file = ownerSocketFile(dataDir);
  if (Buffer.byteLength(file) <= LONGEST_PATH) return { path: file, release: () => undefined };
  const folder = openSync(dataDir, constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: `/proc/self/fd/${folder}/${SOCKET}`, release: () => closeSync(folder) };
}
