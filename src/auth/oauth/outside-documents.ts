import { lookup } from 'node:dns/promises';
import { request, type RequestOptions } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { isPublicAddress } from '../../shared/public-address.js';

/** How long reading a document may take, from the first look-up to the last byte. */
const READ_TIMEOUT = milliseconds(5_000);
const HTTPS_PORT = 443;

/** How a host is found and connected to. Tests pass in their own; no setting does. */
export interface OutsideNetwork {
  /** All IP addresses of a host. */
  resolve(host: string): Promise<readonly string[]>;
  /** Opens a connection to an address that was resolved, and checks the certificate of the host. */
  connect(address: string, port: number, host: string): TLSSocket;
}

/** The network of this machine. */
export const REAL_NETWORK: OutsideNetwork = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  // A certificate for an IP address is checked against that address; it has no name to ask for.
  connect: (address, port, host) =>
    connect({ host: address, port, ...(isIP(host) === 0 && { servername: host }) }),
};

/** Why a document was not read, as a sentence that goes on after "it". */
export class UnreadableDocumentError extends Error {
  override readonly name = 'UnreadableDocumentError';
}

/** A document from outside, as it was received. */
export interface OutsideDocument {
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Reads what clients publish. The address comes from a client, so it may not lead into the own network: only https, only
 * to public addresses, checked after the look-up and connected to as checked; no redirect; a small document, soon.
 */
export class OutsideDocuments {
  constructor(
    private readonly clock: Clock,
    private readonly network: OutsideNetwork = REAL_NETWORK,
  ) {}

  /**
   * Reads a document.
   * @param most the most bytes it may have
   * @throws UnreadableDocumentError
   */
  async read(address: string, most: number): Promise<OutsideDocument> {
    const url = new URL(address);
    if (url.protocol !== 'https:') throw new UnreadableDocumentError('is not an https address');
    const timeout = new AbortController();
    const cancel = this.clock.after(READ_TIMEOUT, () => timeout.abort());
    try {
      return await Promise.race([this.get(url, most, timeout.signal), whenAborted(timeout.signal)]);
    } finally {
      cancel();
      timeout.abort();
    }
  }

  private async get(url: URL, most: number, signal: AbortSignal): Promise<OutsideDocument> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const address = await this.publicAddressOf(host);
    if (signal.aborted) throw late();
    const socket = this.network.connect(address, Number(url.port) || HTTPS_PORT, host);
    // An error after the request has ended, such as a reset, would end the process.
    socket.on('error', () => socket.destroy());
    signal.addEventListener('abort', () => socket.destroy());
    const response = await responseTo(url, { signal, createConnection: () => socket });
    if (response.statusCode !== 200) throw new UnreadableDocumentError(problemWith(response.statusCode ?? 0));
    return { text: await textOf(response, most), headers: response.headers };
  }

  private async publicAddressOf(host: string): Promise<string> {
    const addresses = isIP(host) === 0 ? await this.network.resolve(host).catch(() => []) : [host];
    const [first] = addresses;
    if (first === undefined) throw new UnreadableDocumentError('has a host that cannot be found');
    if (!addresses.every(isPublicAddress))
      throw new UnreadableDocumentError('has a host that is not on the public internet');
    return first;
  }
}

const late = () => new UnreadableDocumentError('did not arrive within 5 seconds');

const problemWith = (status: number): string =>
  status >= 300 && status < 400 ? 'leads to another address' : `responded with status ${status}`;

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(late())));

const HEADERS = { Accept: 'application/json', 'Accept-Encoding': 'identity', Connection: 'close' };

function responseTo(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // With an agent, Node would look the host up again and connect by itself.
    const sent = request(url, { ...options, headers: { Host: url.host, ...HEADERS } }, resolve);
    sent.once('error', (cause) => reject(new UnreadableDocumentError('cannot be reached', { cause })));
    sent.end();
  });
}

async function textOf(response: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) break;
      chunks.push(chunk);
    }
  } catch {
    throw new UnreadableDocumentError('broke off');
  }
  if (size > most) throw new UnreadableDocumentError(`is larger than ${most / 1024} KB`);
  return Buffer.concat(chunks).toString();
}
