import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** `preferred` if it can be had on the loopback interface, otherwise any free port. */
export async function freePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred;
}

/** Takes the port and gives it back: the number it had, or undefined when it could not be had. */
async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
