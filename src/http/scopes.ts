/** What a principal may do, in the order in which they are listed everywhere. */
export const SCOPES = [
  'status:read',
  'cook:check',
  'cook:start',
  'cook:stop',
  'history:read',
  'alerts:write',
  'coffee:read',
  'coffee:brew',
  'probes:write',
  'readings:write',
  'device:coffee',
  'owner',
] as const;

/** One thing that a principal may do. */
export type Scope = (typeof SCOPES)[number];

/** Whoever may start a cook may watch it and stop it. */
const IMPLIED: Partial<Record<Scope, readonly Scope[]>> = { 'cook:start': ['cook:stop', 'status:read'] };

/** The scopes with those that they imply. */
export const withImplied = (scopes: Iterable<Scope>): ReadonlySet<Scope> =>
  new Set([...scopes].flatMap((scope) => [scope, ...(IMPLIED[scope] ?? [])]));

/** Whether a text names a scope. */
export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

/** The scopes of the key of the settings, and of every key that names none. */
export const USUAL_SCOPES: readonly Scope[] = SCOPES.filter(
  (scope) => scope !== 'owner' && scope !== 'readings:write' && scope !== 'device:coffee',
);
