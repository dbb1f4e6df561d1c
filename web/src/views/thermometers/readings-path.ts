/** The address of the readings of a probe. @param query names the span and the form */
export const readingsOf = (probeId: string, query: Readonly<Record<string, string>>): string =>
  `/thermometers/${encodeURIComponent(probeId)}/readings?${new URLSearchParams(query)}`;

/** The address of the readings as CSV, of all or of a span. */
export const csvOf = (probeId: string, from?: string, to: string | null = null): string =>
  readingsOf(probeId, {
    format: 'csv',
    ...(from !== undefined && { from }),
    ...(to !== null && { to }),
  });
