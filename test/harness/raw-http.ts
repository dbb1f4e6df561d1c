import { connect } from 'node:net';

/** A response as it came over a bare socket. */
export interface RawResponse {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The head of a stream, and its first bytes. */
const STREAM = /^content-type: text\/event-stream[^]*\r\n\r\n./im;

/** How long a server may leave a request without a response, in milliseconds. */
const TIMEOUT = 5_000;

/**
 * Sends bytes that no normal client would send, and reads until the server closes the connection.
 * @param request a whole request, which had better say `Connection: close`
 * @param more sent as soon as a first response has come, such as a delayed body
 * @throws Error when the server is silent for 5 s
 */
export function exchange(url: string, request: string | Buffer, more?: string): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(request));
    const chunks: Buffer[] = [];
    socket.setTimeout(TIMEOUT, () =>
      socket.destroy(new Error('No response, and the connection is still open')),
    );
    if (more !== undefined) socket.once('data', () => socket.write(more));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      // A stream has no end: its beginning says enough.
      if (STREAM.test(Buffer.concat(chunks.slice(0, 2)).toString())) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString())));
  });
}

/** A request as text: head, blank line, body. The first header is `Connection: close`. */
export const requestText = (line: string, headers: readonly string[] = [], body = ''): string =>
  [`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', body].join('\r\n');

/** The last response in the text: interim ones, such as "100 Continue", stand before it. */
function parse(text: string): RawResponse {
  const start = text.search(/HTTP\/1\.1 [2-5]\d\d/);
  const [head = '', ...rest] = text.slice(Math.max(0, start)).split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field): [string, string] => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
  });
  return {
    status: Number(line.split(' ')[1]),
    headers: Object.fromEntries(headers),
    text: rest.join('\r\n\r\n'),
  };
}
