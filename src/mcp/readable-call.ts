import { DEEPEST, isDeeperThan } from '../http/request-body.js';
import { calledBy } from './called-operations.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A message whose arguments the tool can read: none instead of `null`, and anything that is no object as the field
 * `arguments`, so that it is refused in the words of the tool, or left out of a stop with a warning. The packages of the
 * protocol would refuse the whole call, and a stop must not fail for its arguments.
 */
export function readableCall(message: unknown): unknown {
  if (Array.isArray(message)) return message.map(readableCall);
  const operation = calledBy(message);
  if (operation === undefined) return message;
  const { params, ...frame } = message as { readonly params: Fields };
  const { arguments: given } = params;
  if (operation.input === 'any' && isDeeperThan(DEEPEST, given))
    return { ...frame, params: { ...params, arguments: { arguments: 'too deep' } } };
  if (given === undefined || isObject(given)) return message;
  return { ...frame, params: { ...params, arguments: given === null ? {} : { arguments: given } } };
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
