import type { IncomingHttpHeaders } from 'node:http';
import { PayloadTooLargeError } from '../http/http-errors.js';
import { LARGEST_BODY } from '../http/request-body.js';
import type { UnreadableMessage } from '../http/json-rpc-body.js';
import { shownText } from '../shared/shown-text.js';
import { calledBy, operationOf } from './called-operations.js';
import { framesIn, type MessageFrame } from './message-frame.js';

/** A call of the tool that stops, which the protocol would refuse: a stop works all the same. */
export interface RescuedStop {
  /** The id of the call; undefined where it was not read, or is none. */
  readonly id: string | number | undefined;
  /** Whether the message has no id, so that its client expects no response. */
  readonly isNotification: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What is wrong with the message: sentences for a person. */
  readonly problems: readonly string[];
  /** The code of JSON-RPC for what is wrong. */
  readonly code: number;
}

const STOP = 'stop_cook';
const METHOD = 'tools/call';
const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;

const TOO_LARGE = `The message is larger than ${LARGEST_BODY / 1024} KiB, so its arguments were left out.`;
const UNREADABLE = 'The message could not be read as a whole, so its arguments were left out.';
const ONLY_HEADERS = 'The message is empty, so its headers alone say what it is.';

/** A message that calls the tool that stops, for those who check scopes. */
export const STOP_CALL = { method: METHOD, params: { name: STOP } };

/** The stop in a message that could not be read: its readable part names the tool, or, where that names none, its headers. */
export function stopInUnreadable(
  { beginning, reason }: UnreadableMessage,
  headers: IncomingHttpHeaders,
): RescuedStop | undefined {
  const frames = framesIn(beginning);
  const frame = frames.find(isStop) ?? (frames.every(saysNothing) && isStopBy(headers) ? {} : undefined);
  if (frame === undefined) return undefined;
  const problem = reason instanceof PayloadTooLargeError ? TOO_LARGE : UNREADABLE;
  return { id: idIn(frame), isNotification: false, fields: {}, problems: [problem], code: PARSE_ERROR };
}

/** What is wrong with a message that the protocol refused. @param why the words of the protocol */
export const brokenProtocol = (why: string): string => `The message broke the protocol: ${shownText(why)}`;

/** What is wrong with a request that was not admitted. @param why the words of the refusal */
export const notAdmitted = (body: unknown, why: string): string =>
  Array.isArray(body) ? `The other messages of the request were not handled: ${why}` : brokenProtocol(why);

/** The stops in a request that was refused: those of its messages, or, where it is empty, that of its headers. */
export function stopsInRefused(
  body: unknown,
  headers: IncomingHttpHeaders,
  problem: string,
): readonly RescuedStop[] {
  if (isEmpty(body)) return isStopBy(headers) ? [{ ...REFUSED, problems: [ONLY_HEADERS] }] : [];
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  const isNotification = messages.every(lacksId);
  const stops = messages.filter((one): one is Call => calledBy(one) === operationOf(STOP));
  return stops.map((message) => ({
    id: idIn(message),
    isNotification,
    fields: message.params.arguments ?? {},
    problems: isNotification ? [] : [problem],
    code: INVALID_REQUEST,
  }));
}

const REFUSED = { id: undefined, isNotification: false, fields: {}, code: INVALID_REQUEST } as const;

/** A message that calls a tool, its arguments made readable before. */
interface Call {
  readonly id?: unknown;
  readonly params: { readonly arguments?: Readonly<Record<string, unknown>> };
}

const isStop = ({ method, name }: MessageFrame): boolean => method === METHOD && name === STOP;
const saysNothing = ({ method, name }: MessageFrame): boolean => method === undefined && name === undefined;
const lacksId = (message: unknown): boolean => (message as Partial<Call> | null)?.id === undefined;
const isEmpty = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && Object.keys(body).length === 0;

/** Whether the headers name the tool, as the stateless revision of the protocol asks for. */
const isStopBy = (headers: IncomingHttpHeaders): boolean =>
  headers['mcp-method'] === METHOD && headers['mcp-name'] === STOP;

const idIn = ({ id }: { readonly id?: unknown }): string | number | undefined =>
  typeof id === 'string' || typeof id === 'number' ? id : undefined;
