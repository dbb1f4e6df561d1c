const BYTES = 16;

/** A new id for a request, so that its repetitions are one. `crypto.randomUUID` exists behind https only. */
export const newRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
