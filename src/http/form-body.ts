import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { InvalidRequestError, UnsupportedMediaTypeError } from './http-errors.js';
import { markAsPage } from './page-request.js';
import { BodyReadBy, isEmpty, readBytes } from './request-body.js';

/** Who sends a form: a person by a page, or a program, which gets errors as JSON. */
type FormSender = 'person' | 'program';

/** Route decorator: the body of a POST is a form (application/x-www-form-urlencoded), by default that of a page. */
export const FormBody = (sender: FormSender = 'person') =>
  BodyReadBy(async (request) => {
    if (sender === 'person') markAsPage(request);
    await readForm(request);
  });

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The forms that were read, by request. */
const forms = new WeakMap<object, URLSearchParams>();

/**
 * Reads the form that a request carries, within the limits of every body; none counts as an empty one.
 * @throws UnsupportedMediaTypeError, PayloadTooLargeError or InvalidRequestError
 */
async function readForm(request: IncomingMessage): Promise<void> {
  forms.set(request, isEmpty(request.headers) ? new URLSearchParams() : await formIn(request));
}

/** The form of a request, as far as it was read. */
export const formOf = (request: object): URLSearchParams => forms.get(request) ?? new URLSearchParams();

/** Parameter decorator: the form of a request with `@FormBody()`. */
export const Form = createParamDecorator((_data: unknown, context: ExecutionContext): URLSearchParams =>
  formOf(context.switchToHttp().getRequest<object>()),
);

async function formIn(request: IncomingMessage): Promise<URLSearchParams> {
  if (!isForm(request.headers)) throw new UnsupportedMediaTypeError(`a form in UTF-8 (${FORM_TYPE})`);
  const bytes = await readBytes(request);
  if (!isUtf8(bytes)) throw new InvalidRequestError('The form is not in UTF-8.');
  return new URLSearchParams(bytes.toString());
}

function isForm(headers: IncomingHttpHeaders): boolean {
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  return type.trim() === FORM_TYPE && (headers['content-encoding'] ?? 'identity') === 'identity';
}
