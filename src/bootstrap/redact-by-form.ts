/** What our keys and the tokens of Anova's accounts begin with; in an address a hyphen may be encoded. */
const KEY = /(?:sk(?:-|%2d))?anova(?:-|%2d)[^\s"\\]{12,}/gi;
/** What stands in the header of a request. */
const BEARER = /\bbearer(?:\s|\+|%20)+[^\s"\\<]{8,}/gi;

/**
 * Text without anything that looks like a key or a token, whoever it belongs to. The log knows the secrets of the
 * settings by heart; of named keys it knows only what they look like.
 */
export const redactByForm = (text: string): string => text.replace(BEARER, 'Bearer ***').replace(KEY, '***');
