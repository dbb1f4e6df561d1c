/** ISO 8601 in UTC, to the second. */
export const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
