import {
  asObject,
  assertShallow,
  DEEPEST,
  LARGEST_BODY,
  parse,
  type JsonObject,
} from '../../http/request-body.js';
import { InvalidRequestError } from '../../http/http-errors.js';
import type { Topics } from '../topics.js';

/** A command for a cooker. */
export interface CookerCommand {
  readonly kind: 'start' | 'stop';
  /** The level of the topic that names the cooker. */
  readonly cooker: string;
}

/** A command by its topic. */
export type HeardCommand = CookerCommand | { readonly kind: 'acknowledge' };

const COOKER_COMMAND = /^\/cooker\/([^/]+)\/(start|stop)$/;

/** The command that a topic stands for; undefined for any other topic. */
export function commandAt(topic: string, topics: Topics): HeardCommand | undefined {
  if (topic === topics.acknowledge.command) return { kind: 'acknowledge' };
  if (!topic.startsWith(topics.prefix)) return undefined;
  const [, cooker, kind] = COOKER_COMMAND.exec(topic.slice(topics.prefix.length)) ?? [];
  if (cooker === undefined) return undefined;
  return { kind: kind === 'stop' ? 'stop' : 'start', cooker };
}

/** The fields of a command. @throws InvalidRequestError for anything that is no JSON object */
export function fieldsOf(payload: Uint8Array): JsonObject {
  if (payload.length > LARGEST_BODY) throw new InvalidRequestError('The command is too large.');
  const fields = asObject(parse(Buffer.from(payload)));
  assertShallow(fields, DEEPEST);
  return fields;
}

/** The same of a command that works with any payload: what cannot be read is left out. */
export function fieldsIfAny(payload: Uint8Array): JsonObject {
  try {
    return fieldsOf(payload);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    return {};
  }
}

/** The form of an id that a client gives a request. */
const REQUEST_ID = /^[\x20-\x7e]{1,64}$/;

/** The `request_id` of a command, for its result; null without a usable one. */
export function requestIdIn(payload: Uint8Array): string | null {
  const { request_id: id } = fieldsIfAny(payload);
  return typeof id === 'string' && REQUEST_ID.test(id) ? id : null;
}
