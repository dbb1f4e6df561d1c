/** Tokens of SQL, including those that may hold a question mark: https://sqlite.org/lang_expr.html */
const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?(?:\*\/|$)|\?(\d*)|[:@$#](\w+)|[\w$]+/g;

/**
 * How many values a statement takes, each for a `?` of its own.
 * @throws RangeError for parameters with a name or a number: one value could stand for several of those
 */
export function parametersOf(sql: string): number {
  let count = 0;
  for (const [token, number, name] of sql.matchAll(TOKENS)) {
    if (name !== undefined || (number !== undefined && number !== '')) {
      throw new RangeError(`A parameter of a statement is written as ? alone, not as ${token}`);
    }
    if (number === '') count++;
  }
  return count;
}
