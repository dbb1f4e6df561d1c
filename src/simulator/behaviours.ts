/** How the cloud and the cooker treat one command. */
export interface SimulatedResponse {
  /** Milliseconds after the command came. */
  readonly after: number;
  /** The cloud's own verdict, a forced refusal, or an `ERROR` that names no command. */
  readonly says: 'verdict' | 'refusal' | 'error';
  /** The words of a refusal or an error. */
  readonly text?: string;
}

/** What becomes of one command. */
export interface Behaviour {
  /** Milliseconds until the cooker acts; undefined when it never does. */
  readonly actsAfter?: number;
  readonly responses: readonly SimulatedResponse[];
  /** What happens to the client's connection afterwards. */
  readonly connection?: 'dropped' | 'frozen' | 'closed';
}

const VERDICT: SimulatedResponse = { after: 0, says: 'verdict' };

/** The normal case: an immediate response and an immediate effect. */
export const obeyed: Behaviour = { actsAfter: 0, responses: [VERDICT] };

/** The cooker acts, and no response is sent. */
export const responseLost: Behaviour = { actsAfter: 0, responses: [] };

/** Neither a response nor an effect. */
export const commandLost: Behaviour = { responses: [] };

/** The cooker acts at once, the response arrives `ms` milliseconds later. */
export const respondedLate = (ms: number): Behaviour => ({
  actsAfter: 0,
  responses: [{ ...VERDICT, after: ms }],
});

/** The cooker acts at once, and the response arrives twice, `gap` milliseconds apart. */
export const respondedTwice = (gap = 0): Behaviour => ({
  actsAfter: 0,
  responses: [VERDICT, { ...VERDICT, after: gap }],
});

/** The response is ok, and nothing happens. */
export const acknowledgedOnly: Behaviour = { responses: [VERDICT] };

/** The response is ok at once; the cooker acts `ms` milliseconds later. */
export const actedUponLate = (ms: number): Behaviour => ({ actsAfter: ms, responses: [VERDICT] });

/** A `RESPONSE` whose status is not ok. */
export const refused = (text = 'failed to process command'): Behaviour => ({
  responses: [{ after: 0, says: 'refusal', text }],
});

/** A message `ERROR` without a requestId. */
export const errorSaid = (text = 'The simulator was asked to complain'): Behaviour => ({
  responses: [{ after: 0, says: 'error', text }],
});

/** The normal case, then the connection is closed without a code, as observed of the real cloud after each response. */
export const respondedThenClosed: Behaviour = { actsAfter: 0, responses: [VERDICT], connection: 'closed' };

/** The cooker acts, and the connection is cut before the response. */
export const actedThenDropped: Behaviour = { actsAfter: 0, responses: [], connection: 'dropped' };

/** The connection is cut before the command reaches the cooker. */
export const droppedUnheard: Behaviour = { responses: [], connection: 'dropped' };

/** The cooker acts, and the connection is half-open from then on. */
export const actedThenFrozen: Behaviour = { actsAfter: 0, responses: [], connection: 'frozen' };
