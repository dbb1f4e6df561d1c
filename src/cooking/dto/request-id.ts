/** The format of a `request_id`, in a body and in the header `Idempotency-Key`. */
export const REQUEST_ID = {
  pattern: /^[\x20-\x7e]{1,64}$/,
  length: { minLength: 1, maxLength: 64 },
  message: 'request_id must be 1 to 64 printable characters',
} as const;

/** The header that can replace `request_id`. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'Stands for request_id, for clients that would rather set a header: 1 to 64 printable characters.',
  schema: { type: 'string', ...REQUEST_ID.length },
};
