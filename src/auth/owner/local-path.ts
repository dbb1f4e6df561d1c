/** The longest path that a sign-in leads on to; that of an authorization request is the longest. */
const LONGEST = 4_096;
/** A host that no address in a path can name. */
const HERE = 'http://here.invalid';
/** One slash, then no other and no backslash, which browsers take for one. */
const LOCAL = /^\/(?![/\\])[\x21-\x7e]*$/;

/** A path of this server from outside; `instead` in the place of anything that could lead elsewhere. */
export function localPath(given: unknown, instead: string): string {
  if (typeof given !== 'string' || given.length > LONGEST || !LOCAL.test(given)) return instead;
  if (!URL.canParse(given, HERE)) return instead;
  const { origin, pathname, search } = new URL(given, HERE);
  const path = pathname + search;
  return origin === HERE && LOCAL.test(path) ? path : instead;
}
