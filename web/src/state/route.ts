import { signal } from '@preact/signals';
import { toRoute } from './to-route.js';

export { linkTo, VIEWS, type Route, type ViewName } from './to-route.js';

/** Where the page is now. */
export const route = signal(toRoute(location.hash));

/** Follows the address of the page. */
export function followAddress(): void {
  addEventListener('hashchange', () => (route.value = toRoute(location.hash)));
}
