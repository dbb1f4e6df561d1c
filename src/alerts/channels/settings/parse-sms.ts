import { isWebhookAddress } from '../../../config/alert-addresses.js';
import type { WrittenObject } from '../../../shared/written-object.js';
import { PLACEHOLDERS, placeholdersIn, textsIn } from '../sms/template.js';
import { headersIn } from './channel-headers.js';
import type { SmsBody, SmsSettings } from './channel-settings.js';

const METHODS = ['POST', 'PUT', 'GET'] as const;
const LONGEST_URL = 2_000;
const LONGEST_TEXT = 4_000;
/** One of them says what happened. */
const SAYING: ReadonlySet<string> = new Set(['message', 'text', 'title']);

/** Reads a channel that asks a service to send an SMS. */
export function smsOf(object: WrittenObject, name: string): SmsSettings {
  const url = object.required('url', urlFault) ?? '';
  const method = object.oneOf('method', METHODS) ?? 'POST';
  const headers = headersIn(object);
  const body = bodyOf(object);
  const success = object.text('success', lengthFault(LONGEST_TEXT)) ?? null;
  if (method === 'GET' && body !== null) object.wrong('method', 'must not be GET where there is a body');
  checkPlaceholders(object, url, body);
  return { kind: 'sms', name, url, method, headers, body, success };
}

function bodyOf(object: WrittenObject): SmsBody {
  const form = formOf(object);
  const json = object.any('json');
  const text = object.text('text', lengthFault(LONGEST_TEXT));
  const contentType = object.text('content_type', typeFault) ?? 'text/plain; charset=utf-8';
  const given = [form, json, text].filter((one) => one !== undefined);
  if (given.length > 1) object.wrong('text', 'must stand alone: give one of form, json and text');
  if (form !== undefined) return { form };
  if (json !== undefined) return { json };
  return text === undefined ? null : { text, contentType };
}

function formOf(object: WrittenObject): Readonly<Record<string, string>> | undefined {
  const entries = object.entries('form')?.flatMap(([name, value, path]) => {
    if (typeof value === 'string') return [[name, value] as const];
    object.wrongAt(path, 'must be a text');
    return [];
  });
  return entries === undefined ? undefined : Object.fromEntries(entries);
}

function checkPlaceholders(object: WrittenObject, url: string, body: SmsBody): void {
  const named = [url, ...textsIn(body)].flatMap(placeholdersIn);
  const unknown = named.filter((one) => !(PLACEHOLDERS as readonly string[]).includes(one));
  const known = PLACEHOLDERS.map((one) => `{${one}}`).join(', ');
  for (const one of new Set(unknown)) object.wrongAt(object.path, `has {${one}}, and known are ${known}`);
  if (unknown.length === 0 && !named.some((one) => SAYING.has(one)))
    object.wrongAt(object.path, 'says nothing of the alert: put {message} where the text of the SMS goes');
}

/** The placeholders are no part of the host: what is sent where is decided here. */
function urlFault(text: string): string | undefined {
  if (text.length > LONGEST_URL || !isWebhookAddress(text.replaceAll(/\{[a-z_]+\}/g, 'x')))
    return 'must be an https: address without fragment';
  return /^https?:\/\/[^/?]*\{/.test(text) ? 'must not have a placeholder before its path' : undefined;
}

const lengthFault = (most: number) => (text: string) =>
  text === '' || text.length > most ? `must be a text of 1 to ${most} characters` : undefined;

const typeFault = (text: string) =>
  /^[\w.+-]+\/[\w.+-]+(?:; ?[\x21-\x7e]+)?$/.test(text)
    ? undefined
    : 'must be a media type, such as text/plain';
