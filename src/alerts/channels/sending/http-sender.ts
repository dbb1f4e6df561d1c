import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Clock } from '../../../shared/clock.js';
import type { SendResult } from '../alert-channel.js';
import { cutOffInWords, withinAttempt, type Attempt } from './attempt.js';
import {
  checkedLookup,
  refusalOfLiteral,
  systemResolve,
  type AddressRule,
  type Resolve,
} from './checked-lookup.js';
import { unreachableInWords } from './failure-words.js';
import { resultOfResponse, type OutgoingResponse } from './http-result.js';
import { codeIn, failed, NotSentError, resultOf } from './not-sent-error.js';
import { retryAfterOf } from './retry-after.js';

/** A request of a channel. */
export interface OutgoingRequest {
  /** With `http:` or `https:`. A user and a password in it become a header. */
  readonly url: URL;
  /** `POST` unless given. */
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** A header other than `authorization` holds a secret too, such as the token of a service. */
  readonly opens?: boolean;
  readonly body?: string | Uint8Array;
  /** How much of the body of the response is read, in bytes; none unless given. */
  readonly readsBody?: number;
}

/** What requests are sent with. */
export interface SenderParts {
  /** Whether addresses in private networks are allowed. */
  readonly allowPrivate: boolean;
  readonly clock: Clock;
  readonly resolve?: Resolve;
  /** Certificates that are trusted besides those of Node; for tests. */
  readonly ca?: string | Buffer;
}

/** How far a request has come. */
interface Flight {
  connected: boolean;
  written: boolean;
}

/**
 * Sends the requests of channels by Node's own client: `fetch` would do the same and take 10 MB. It connects only to the
 * addresses that were checked, follows no redirect, keeps no connection open, and ends within 14 s.
 */
export class HttpSender {
  constructor(private readonly parts: SenderParts) {}

  /** Sends a request, and takes any 2xx status as success. It never rejects. */
  deliver(request: OutgoingRequest, signal: AbortSignal): Promise<SendResult> {
    return resultOf(async () => resultOfResponse(await this.send(request, signal)));
  }

  /** The response to a request, whatever its status. @throws NotSentError */
  send(request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingResponse> {
    return withinAttempt(this.parts.clock, signal, (attempt) => this.attempt(request, attempt));
  }

  private async attempt(request: OutgoingRequest, attempt: Attempt): Promise<OutgoingResponse> {
    const host = hostOf(request.url);
    const flight: Flight = { connected: false, written: false };
    try {
      const refusal = refusalOfLiteral(host, this.ruleFor(request));
      if (refusal !== undefined) throw refusal;
      return await this.exchange(request, attempt.signal, flight);
    } catch (error) {
      if (error instanceof NotSentError) throw error;
      const mayHaveArrived = flight.connected && flight.written;
      if (attempt.cutOff !== undefined) throw failed(cutOffInWords(host, attempt.cutOff), { mayHaveArrived });
      const code = codeIn(error);
      const why = mayHaveArrived
        ? `${host} closed the connection without a response (${code}).`
        : unreachableInWords(host, code);
      throw failed(why, { mayHaveArrived });
    }
  }

  private async exchange(
    request: OutgoingRequest,
    signal: AbortSignal,
    flight: Flight,
  ): Promise<OutgoingResponse> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = this.begin(request, signal);
      const connects = request.url.protocol === 'https:' ? 'secureConnect' : 'connect';
      sent.once('socket', (socket) => socket.once(connects, () => (flight.connected = true)));
      sent.once('finish', () => (flight.written = true));
      sent.on('error', reject);
      // Without an error too, such as where the other side changes the protocol.
      sent.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
      sent.once('response', resolve);
      sent.end(request.body);
    });
    response.on('error', () => undefined);
    const body = request.readsBody === undefined ? '' : await beginningOf(response, request.readsBody);
    response.destroy();
    const now = this.parts.clock.now().getTime();
    return {
      host: hostOf(request.url),
      status: response.statusCode ?? 0,
      retryAfter: retryAfterOf(response.headers['retry-after'], now),
      body,
    };
  }

  private begin(request: OutgoingRequest, signal: AbortSignal): ClientRequest {
    const { ca, resolve = systemResolve } = this.parts;
    const { url, method = 'POST', body } = request;
    const address = new URL(url);
    [address.username, address.password] = ['', ''];
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = {
      method,
      headers: { 'accept-encoding': 'identity', connection: 'close', ...length, ...headersOf(request) },
      lookup: checkedLookup(resolve, this.ruleFor(request)),
      agent: false,
      signal,
    } as const;
    return address.protocol === 'https:'
      ? requestSecure(address, ca === undefined ? options : { ...options, ca })
      : requestPlain(address, options);
  }

  private ruleFor(request: OutgoingRequest): AddressRule {
    const authorizes = Object.keys(headersOf(request)).some((name) => name.toLowerCase() === 'authorization');
    return {
      allowPrivate: this.parts.allowPrivate,
      exposesSecret: (authorizes || request.opens === true) && request.url.protocol === 'http:',
    };
  }
}

/** The host of an address as it is looked up and shown: an IPv6 address without brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function headersOf({ url, headers }: OutgoingRequest): Readonly<Record<string, string>> {
  if (url.username === '' && url.password === '') return headers;
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}`, ...headers };
}

async function beginningOf(response: IncomingMessage, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    size += piece.length;
    if (size >= most) break;
  }
  return Buffer.concat(pieces).toString('utf8').slice(0, most);
}
