import type { ClientConnection } from './client-connection.js';

/** Every open connection of the cloud at once. */
export class ClientConnections {
  private readonly open = new Set<ClientConnection>();
  private pongs = true;

  /** How many are open, frozen ones included. */
  get count(): number {
    return this.open.size;
  }

  add(connection: ClientConnection): void {
    connection.respondsToPings = this.pongs;
    this.open.add(connection);
    void connection.closed.then(() => this.open.delete(connection));
  }

  /**
   * Sends a frame to all clients: text and bytes as they are, anything else as JSON.
   * @param accessory only to clients that subscribed to this, `APC` or `APO`
   */
  send(frame: unknown, accessory?: string): void {
    for (const connection of this.open) {
      if (accessory === undefined || connection.accessories.has(accessory)) connection.send(frame);
    }
  }

  /** Sends one frame of about `bytes` bytes, valid JSON; default 2 MiB. */
  sendHugeFrame(bytes = 2 * 1024 * 1024): void {
    this.send({ command: 'EVENT_HUGE', payload: 'x'.repeat(bytes) });
  }

  /** Writes bytes past the protocol, such as a broken frame. */
  write(bytes: Buffer): void {
    for (const connection of this.open) connection.write(bytes);
  }

  /** Makes every open connection half-open. Later connections are normal. */
  freeze(): void {
    for (const connection of this.open) connection.freeze();
  }

  /** Cuts every open connection: the clients see 1006. */
  drop(): void {
    for (const connection of this.open) connection.drop();
  }

  /** Resolves once every connection that is open now has ended. */
  async gone(): Promise<void> {
    await Promise.all([...this.open].map(({ closed }) => closed));
  }

  /** Closes every open connection with `code`; without one the clients see 1005. */
  close(code?: number, reason?: string): void {
    for (const connection of this.open) connection.close(code, reason);
  }

  /** Ignores pings, on present and later connections. */
  stopPongs(): void {
    this.setPongs(false);
  }

  resumePongs(): void {
    this.setPongs(true);
  }

  private setPongs(pongs: boolean): void {
    this.pongs = pongs;
    for (const connection of this.open) connection.respondsToPings = pongs;
  }
}
