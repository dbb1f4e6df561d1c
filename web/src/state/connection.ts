import { computed, signal } from '@preact/signals';

/**
 * How the page reaches the server. `live`: by the stream. `polling`: the stream cannot be had, the server responds.
 * `connecting`: not known yet. `trouble`: what arrived could not be read. `offline`: the server was not reached.
 */
export type Connection = 'connecting' | 'live' | 'polling' | 'trouble' | 'offline';

/** How the page reaches the server now. */
export const connection = signal<Connection>('connecting');

/** Whether a button that needs the server can work now. Stop tries in any case. */
export const canReachServer = computed(() => connection.value === 'live' || connection.value === 'polling');
