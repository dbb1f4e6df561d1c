/** The way to a value in a JSON document: names and places in lists, such as `probes[0].temperature`. */
export type JsonPath = readonly (string | number)[];

const LONGEST = 200;
const STEP = /(?:^|(?<!^)\.)([^.[\]]+)|\[(\d{1,4})\]|\["([^"]+)"\]/y;

/**
 * Reads a path: names with dots between, `[0]` for a place in a list, `["a.b"]` for a name with a dot in it, and `$` or
 * nothing for the document itself.
 * @returns undefined where the text is none
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (text.length > LONGEST) return undefined;
  const rest = text.replace(/^\$\.?/, '');
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < rest.length) {
    const found = STEP.exec(rest);
    if (found === null) return undefined;
    steps.push(found[1] ?? (found[2] === undefined ? found[3]! : Number(found[2])));
  }
  return steps;
}

/** What lies at a path, looking at own properties only; undefined when there is nothing. */
export function valueAt(document: unknown, path: JsonPath): unknown {
  let inner = document;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    inner = (inner as Record<string | number, unknown>)[step];
  }
  return inner;
}
