import { computed, signal } from '@preact/signals';
import type { SessionStateDto } from '../../../src/owner/api/dto/session-state.dto.js';

/** The response of `GET /owner/session`. */
export type SessionState = SessionStateDto;

/** The owner's session as last seen; undefined until the server has said. */
export const session = signal<SessionState | undefined>(undefined);

/** Whether the server has said that this browser is signed out. Unknown is not signed out. */
export const isSignedOut = computed(() => session.value?.signed_in === false);

/** Notes that the server no longer knows the session, such as after it was revoked. */
export function noteSignedOut(): void {
  const last = session.peek();
  session.value = {
    password_set: true,
    simulated: false,
    simulated_speed: null,
    version: '',
    ...last,
    signed_in: false,
    csrf_token: null,
  };
}
