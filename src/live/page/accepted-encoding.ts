/** The encodings in which the build leaves a file, the smallest first, with the end of their files' names. */
export const ENCODINGS = { br: '.br', gzip: '.gz' } as const;

/** How a body is encoded, as `Content-Encoding` names it. */
export type Encoding = keyof typeof ENCODINGS;

/**
 * The encoding that a client prefers out of those that there are; undefined for the plain file. Of two that it likes
 * equally, the first one that there is.
 * @param accepted the header `Accept-Encoding`
 */
export function acceptedEncoding(
  accepted: string | undefined,
  available: readonly Encoding[],
): Encoding | undefined {
  const weights = weightsIn(accepted ?? '');
  const weightOf = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  return available
    .filter((encoding) => weightOf(encoding) > 0)
    .reduce<Encoding | undefined>(
      (best, encoding) => (best !== undefined && weightOf(best) >= weightOf(encoding) ? best : encoding),
      undefined,
    );
}

/** "br;q=0.5, gzip" gives br 0.5 and gzip 1. A weight that is no number counts as none. */
function weightsIn(header: string): ReadonlyMap<string, number> {
  return new Map(
    header.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
      const weight = parameters.find((word) => word.startsWith('q='))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight)];
    }),
  );
}
