import { computed, signal } from '@preact/signals';

/**
 * How the page reaches the server. `live`: by the stream. `polling`: the stream cannot be had, the server responds.
 * `connecting`: not known yet. `trouble`: what the stream brought could not be read, so the page asks. `offline`: the server was not reached.
 */
export type Connection = 'connecting' | 'live' | 'polling' | 'trouble' | 'offline';

/** How the page reaches the server now. */
export const connection = signal<Connection>('connecting');

/** Whether a button that needs the server can work now. Stop tries in any case. */
export const canReachServer = computed(() => !['connecting', 'offline'].includes(connection.value));

/** Whether what the page shows is the last that was observed, and nothing newer can be had now. */
export const isOutdated = computed(() => connection.value === 'offline');
