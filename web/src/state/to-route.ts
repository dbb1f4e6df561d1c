/** The views of the page, in the order of the navigation. */
export const VIEWS = [
  'now',
  'start',
  'thermometers',
  'alerts',
  'approvals',
  'history',
  'access',
  'about',
] as const;
export type ViewName = (typeof VIEWS)[number];

/** Where the page is: `#/history/ID` is the view `history` with an id. */
export interface Route {
  readonly view: ViewName;
  readonly id: string | undefined;
  /** What follows a `?`, such as a plan that fills the form of Start. */
  readonly query: URLSearchParams;
}

/** The route of a hash; the view Now when the hash names none. */
export function toRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [name = '', id] = path.split('/');
  const view = VIEWS.find((known) => known === name) ?? 'now';
  return {
    view,
    id: id === undefined || id === '' ? undefined : decoded(id),
    query: new URLSearchParams(query),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The link to a view, for `href`. */
export const linkTo = (view: ViewName, id?: string): string =>
  id === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(id)}`;
