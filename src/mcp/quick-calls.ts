import { LRUCache } from 'lru-cache';
import type { IncomingHttpHeaders } from 'node:http';
import type { Arguments } from '../assistant/assistant.js';
import { calledBy } from './called-operations.js';

/** The stateless revision of the protocol, in which a request says everything about itself. */
const REVISION = '2026-07-28';
/** Envelopes that are kept: a client sends the same one with every request. */
const KEPT = 50;
/** The longest envelope that is kept, in characters of JSON. */
const LONGEST_KEPT = 2_048;

/** A call that was read without the packages of the protocol. */
export interface QuickCall {
  readonly id: string | number;
  readonly name: string;
  readonly arguments: Arguments;
}

const OF_MESSAGE: ReadonlySet<string> = new Set(['jsonrpc', 'id', 'method', 'params']);
const OF_CALL: ReadonlySet<string> = new Set(['name', 'arguments', '_meta']);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Recognises calls that only read and that have the plainest form, so that they take a sixth of the time: the packages
 * of the protocol check every message against its whole specification. A call is recognised only when its headers match
 * its body, it has no field besides the usual ones, and the packages have accepted the same envelope before. Every
 * other message is theirs.
 */
export class QuickCalls {
  private readonly accepted = new LRUCache<string, true>({ max: KEPT });

  /** Notes that the packages have accepted the envelope of a call: the `_meta` as the client sent it. */
  accept(envelope: unknown): void {
    const text = JSON.stringify(envelope) ?? '';
    if (text !== '' && text.length <= LONGEST_KEPT) this.accepted.set(text, true);
  }

  /** The call in a message; undefined where the packages have to look at it. */
  find(message: unknown, headers: IncomingHttpHeaders): QuickCall | undefined {
    const operation = calledBy(message);
    if (operation === undefined || operation.waits) return undefined;
    const { jsonrpc, id, params } = message as Fields;
    if (jsonrpc !== '2.0' || !isId(id) || !hasOnly(message as Fields, OF_MESSAGE)) return undefined;
    const { name, arguments: given = {}, _meta } = params as Fields;
    if (!isObject(given) || !hasOnly(params as Fields, OF_CALL) || !isNamed(headers, name)) return undefined;
    if (!this.accepted.has(JSON.stringify(_meta))) return undefined;
    return { id, name: name as string, arguments: given };
  }
}

/** Whether a request is of the stateless revision, by its header. */
export const isOfRevision = (headers: IncomingHttpHeaders): boolean =>
  headers['mcp-protocol-version'] === REVISION;

const isNamed = (headers: IncomingHttpHeaders, name: unknown): boolean =>
  isOfRevision(headers) && headers['mcp-method'] === 'tools/call' && headers['mcp-name'] === name;

const isId = (id: unknown): id is string | number => typeof id === 'string' || Number.isSafeInteger(id);
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
function hasOnly(fields: Fields, names: ReadonlySet<string>): boolean {
  for (const name in fields) if (!names.has(name)) return false;
  return true;
}
