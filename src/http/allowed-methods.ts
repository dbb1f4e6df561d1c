/** The part of Express' router that lists its routes. */
export interface RouteTable {
  readonly stack: readonly {
    /** Undefined for a layer that is a middleware. */
    readonly route?: { readonly methods: Readonly<Record<string, unknown>> } | undefined;
    match(path: string): unknown;
  }[];
}

/** The methods that the router accepts at `path`, in upper case; none when it does not know the path. */
export function allowedMethods({ stack }: RouteTable, path: string): readonly string[] {
  const known = stack
    .filter(({ route }) => route !== undefined)
    .filter((layer) => Boolean(layer.match(path)))
    .flatMap(({ route }) => Object.keys(route!.methods))
    .map((method) => method.toUpperCase());
  // Express handles HEAD wherever it handles GET.
  const all = known.includes('GET') ? [...known, 'HEAD'] : known;
  return [...new Set(all)].sort();
}
