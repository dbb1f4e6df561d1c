import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { LARGEST_BODY } from './request-body.js';
import { rawError } from './raw-error.js';
import { CoddleError } from '../shared/errors.js';

/** Open requests of one connection: the current one and those behind it. Browsers and tunnels send one at a time. */
export const MOST_OPEN = 16;

/** As many more are refused in their turn, so that a stop behind them still gets its response. */
const MOST_KEPT = 2 * MOST_OPEN;

/** Seconds that a client with too many open requests has to wait. */
const RETRY_AFTER = 1;

/** The path of POST /stop-cook, in every form that Express accepts. */
const STOP = /^(?:https?:\/\/[^/?]*)?\/stop-cook\/?(?:\?|$)/i;

/** A request whose response is not finished. */
interface OpenRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  begin: () => void;
  readonly isStop: boolean;
  hasBegun: boolean;
}

const TURNS = Symbol('the open requests of a connection');

interface Connection extends Socket {
  [TURNS]?: Turns;
  /** Node's own mark of a connection from which it reads no more, because a response on it has not been read. */
  _paused?: boolean;
}

/**
 * The listener, for one request of a connection at a time: the next begins when the response before it has been handed
 * over to the network, so that a client that reads nothing has one response made for it. Stopping a cook never waits:
 * it begins at once, and its response is written in its turn. Of too many open requests the last are refused, and with
 * more than that the connection is closed.
 */
export const inTurn =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    const connection = request.socket as Connection;
    (connection[TURNS] ??= new Turns(connection)).add(request, response, listener);
  };

/** A request that breaks off in the middle, and has begun before. */
export type BrokenOff = Pick<OpenRequest, 'request' | 'response'>;

/** Takes whether there was a complete request, and the one that breaks off. */
type End = (hadToWait: boolean, brokenOff?: BrokenOff) => void;

/** Runs `end` once every complete request of the connection has its response. */
export function afterTurns(connection: Socket, end: End): void {
  const turns = (connection as Connection)[TURNS];
  if (turns === undefined) end(false);
  else turns.endWith(end);
}

class Turns {
  private readonly open: OpenRequest[] = [];
  private end: (() => void) | undefined;

  constructor(private readonly connection: Connection) {}

  add(request: IncomingMessage, response: ServerResponse, listener: RequestListener): void {
    const isUrgent = isStop(request);
    // The rest of what was read in one piece still arrives after the connection was closed.
    if (isUrgent ? this.hasTooManyStops : this.connection.destroyed) return void this.connection.destroy();
    const isExcess = !isUrgent && this.open.length >= MOST_OPEN;
    const respond = isExcess ? refuse : listener;
    const added = {
      request,
      response,
      begin: () => respond(request, response),
      isStop: isUrgent,
      hasBegun: false,
    };
    this.open.push(added);
    response.on('finish', this.finishFirst);
    if (isUrgent || this.open.length === 1) begin(added);
    // Its body is read past: a stop may follow.
    else if (isExcess) request.resume();
    else discardLargeBody(request);
    if (this.open.length > MOST_KEPT) this.connection.destroy();
    else this.readOn();
  }

  private get hasTooManyStops(): boolean {
    return this.open.filter(({ isStop }) => isStop).length >= MOST_KEPT;
  }

  endWith(end: End): void {
    const hadToWait = this.open.some(isComplete);
    this.end = () => end(hadToWait, this.open.find(isUnderWay));
    this.endWhenDone();
  }

  /** Node writes responses in the order of their requests, so it is always the first that is finished. */
  private readonly finishFirst = (): void => {
    this.open.shift();
    const [first] = this.open;
    if (this.end !== undefined) this.endWhenDone();
    if (first !== undefined && !first.hasBegun && canRespond(first)) begin(first);
  };

  /** A request that broke off in the middle gets no response of its own. */
  private endWhenDone(): void {
    if (this.open.some(isComplete)) return;
    const { end } = this;
    this.end = undefined;
    end?.();
  }

  /** Node stops reading once a response is not read. A stop may follow, and what is open is counted here. */
  private readOn(): void {
    if (this.connection._paused !== true) return;
    this.connection._paused = false;
    this.connection.resume();
  }
}

function begin(open: OpenRequest): void {
  const { begin } = open;
  open.hasBegun = true;
  // A stream stays open for hours, and what began it is not kept as long.
  open.begin = NOTHING;
  begin();
}

const NOTHING = (): void => undefined;

/** Node gives a response no socket where the connection is closed after the response before it. */
const canRespond = ({ response }: OpenRequest): boolean => response.socket?.destroyed === false;

const isComplete = ({ request }: OpenRequest): boolean => request.complete;

const isUnderWay = ({ hasBegun, response }: OpenRequest): boolean => hasBegun && !response.writableFinished;

const isStop = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST' && headers.authorization !== undefined && STOP.test(url);

function refuse(_request: IncomingMessage, response: ServerResponse): void {
  const { status, headers, body } = rawError(429, new TooManyOpenError());
  response.writeHead(status, headers).end(body);
}

/** Thrown when a client sends many requests on one connection without waiting for their responses. */
class TooManyOpenError extends CoddleError {
  readonly code = 'RATE_LIMITED';
  readonly kind = 'limited';

  constructor() {
    super(
      `At most ${MOST_OPEN} requests of a connection may wait for their responses: read these before you send more.`,
      { headers: { 'Retry-After': String(RETRY_AFTER) }, details: { retry_after_seconds: RETRY_AFTER } },
    );
  }
}

/** A body that is refused for its length anyway must not keep what follows it from being read. */
function discardLargeBody(request: IncomingMessage): void {
  if (Number(request.headers['content-length']) > LARGEST_BODY) request.resume();
}
