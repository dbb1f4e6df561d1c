import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The proxy of a browser: it notes the origin of every request, also of those that a service worker or the browser
 * itself makes, and passes them on over plain HTTP. What needs TLS is noted and refused.
 */
export class RecordingProxy {
  readonly origins = new Set<string>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<RecordingProxy> {
    const server = createServer();
    const proxy = new RecordingProxy(server);
    server.on('request', (incoming, outgoing) => {
      proxy.origins.add(new URL(incoming.url ?? '').origin);
      const { method, headers } = incoming;
      const onward = request(incoming.url ?? '', { method, headers }, (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        outgoing.flushHeaders();
        response.pipe(outgoing);
      });
      onward.on('error', () => outgoing.destroy());
      outgoing.once('close', () => onward.destroy());
      incoming.pipe(onward);
    });
    server.on('connect', (incoming, socket) => {
      proxy.origins.add(`https://${incoming.url ?? ''}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** For `proxy` of a browser's context: local addresses go through it too. */
  get settings(): { readonly server: string; readonly bypass: string } {
    const { port } = this.server.address() as AddressInfo;
    return { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' };
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }
}
