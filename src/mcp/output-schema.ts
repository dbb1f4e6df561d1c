import type { ClosedSchema } from '../assistant/closed-schema.js';

/** An output schema as it is published: what a tool returns, or an error. */
export type OutputSchema = ClosedSchema & {
  readonly type: 'object';
  readonly anyOf: readonly { readonly required: readonly string[] }[];
};

/** The form of every error; its details differ from error to error. */
const ERROR = {
  error: { type: 'string', description: 'Of a refusal or a failure: its code.' },
  message: { type: 'string', description: 'Of a refusal or a failure: the reason, with its numbers.' },
  details: { type: 'object' },
  alternatives: { type: 'array', items: { type: 'object' } },
  request_id: { type: 'string' },
} satisfies Readonly<Record<string, ClosedSchema>>;

/**
 * The schema that every result of a tool fits, errors included: `@modelcontextprotocol/sdk` 1.32 holds the structured
 * content of errors against it too, and throws in the place of showing a refusal that does not fit. It stays one object
 * with all its properties, since many clients read no others.
 */
export const outputSchemaOf = ({ properties, required = [], ...rest }: ClosedSchema): OutputSchema => ({
  ...rest,
  type: 'object',
  properties: { ...ERROR, ...properties },
  anyOf: [{ required }, { required: ['error', 'message'] }],
});
