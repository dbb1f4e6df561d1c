/** Keys of this server and tokens of Anova accounts, by their prefix; in a URL a hyphen may be encoded. */
const KEY = /(?:sk(?:-|%2d))?anova(?:-|%2d)[^\s"\\]{12,}/gi;
/** The value of an Authorization header. */
const BEARER = /\bbearer(?:\s|\+|%20)+[^\s"\\<]{8,}/gi;

/**
 * Replaces everything in the form of a key or a token. The logger knows the secrets of the settings themselves; named
 * keys it recognises only by their form.
 */
export const redactByForm = (text: string): string => text.replace(BEARER, 'Bearer ***').replace(KEY, '***');
