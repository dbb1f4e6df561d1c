import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';

/** File name of the socket in the data folder. */
const SOCKET = 'owner.sock';
/** The longest path of a socket that the kernel accepts, in bytes (sun_path in unix(7), 108 with the final zero). */
const LONGEST_PATH = 107;

/** The address of a socket; `release` must be called when the socket is closed. */
export interface SocketAddress {
  readonly path: string;
  release(): void;
}

/** The file of the socket through which the owner of the machine commands the server. */
export const ownerSocketFile = (dataDir: string): string => join(dataDir, SOCKET);

/**
 * The address of that socket for the kernel. When the path of the folder is too long, the address uses an open
 * descriptor of the folder.
 * @throws Node's error when the folder cannot be opened
 */
export function ownerSocketAddress(dataDir: string): SocketAddress {
  const file = ownerSocketFile(dataDir);
  if (Buffer.byteLength(file) <= LONGEST_PATH) return { path: file, release: () => undefined };
  const folder = openSync(dataDir, constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: `/proc/self/fd/${folder}/${SOCKET}`, release: () => closeSync(folder) };
}
