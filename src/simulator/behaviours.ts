/** One answer to a command. */
export interface Answer {
  /** Milliseconds after the command came. */
  readonly after: number;
  /** The cloud's own verdict, a refusal whatever it thinks, or an `ERROR` that names no command. */
  readonly says: 'verdict' | 'refusal' | 'error';
  /** The words of a refusal or an error. */
  readonly text?: string;
}

/** What becomes of one command. */
export interface Behaviour {
  /** Milliseconds until the cooker acts; undefined when it never does. */
  readonly actsAfter?: number;
  readonly answers: readonly Answer[];
  /** What happens to the client's line afterwards. */
  readonly line?: 'dropped' | 'frozen' | 'closed';
}

const VERDICT: Answer = { after: 0, says: 'verdict' };

/** As it should be: answered at once, acted upon at once. */
export const obeyed: Behaviour = { actsAfter: 0, answers: [VERDICT] };

/** The cooker acts, and no response is sent. */
export const answerLost: Behaviour = { actsAfter: 0, answers: [] };

/** Neither an answer nor an effect. */
export const commandLost: Behaviour = { answers: [] };

/** The cooker acts at once, the answer comes `ms` milliseconds later. */
export const answeredLate = (ms: number): Behaviour => ({
  actsAfter: 0,
  answers: [{ ...VERDICT, after: ms }],
});

/** The cooker acts at once, and the answer comes twice, `gap` milliseconds apart. */
export const answeredTwice = (gap = 0): Behaviour => ({
  actsAfter: 0,
  answers: [VERDICT, { ...VERDICT, after: gap }],
});

/** Answered with ok, and nothing happens. */
export const acknowledgedOnly: Behaviour = { answers: [VERDICT] };

/** Answered with ok at once; the cooker acts `ms` milliseconds later. */
export const actedUponLate = (ms: number): Behaviour => ({ actsAfter: ms, answers: [VERDICT] });

/** Answered with a `RESPONSE` whose status is not ok. */
export const refused = (text = 'failed to process command'): Behaviour => ({
  answers: [{ after: 0, says: 'refusal', text }],
});

/** Answered with a message `ERROR` that carries no requestId. */
export const errorSaid = (text = 'The simulator was asked to complain'): Behaviour => ({
  answers: [{ after: 0, says: 'error', text }],
});

/** As it should be, and then the line is closed without a code, as the real cloud was seen to do after each answer. */
export const answeredThenClosed: Behaviour = { actsAfter: 0, answers: [VERDICT], line: 'closed' };

/** The cooker acts, and the line is cut before the answer. */
export const actedThenDropped: Behaviour = { actsAfter: 0, answers: [], line: 'dropped' };

/** The line is cut before the cooker hears of it. */
export const droppedUnheard: Behaviour = { answers: [], line: 'dropped' };

/** The cooker acts, and the line is half-open from then on. */
export const actedThenFrozen: Behaviour = { actsAfter: 0, answers: [], line: 'frozen' };
