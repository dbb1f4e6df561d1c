/** The states of a start command. */
export const START_STATES = [
  /** The intention is being logged; nothing was sent. */
  'intended',
  /** The command was handed to the connection. */
  'sent',
  /** The vendor's cloud accepted it; the request still waits for the cooker. */
  'acknowledged',
  /** The cloud accepted it, and the request has ended before the cooker showed the cook. */
  'accepted',
  /** No response arrived before the request ended. */
  'unknown',
  /** The cooker's own state shows the cook. */
  'verified',
  /** The cloud rejected it. */
  'rejected',
  /** It could not be sent. */
  'not-sent',
  /** A stop cancelled it before it was sent. */
  'cancelled',
  /** The cooker was stopped before it showed the cook. */
  'stopped',
  /** The cooker was seen idle after the request had ended. */
  'not-started',
] as const;
export type StartState = (typeof START_STATES)[number];

/** The events of a start command. */
export const START_EVENTS = [
  'send',
  'acknowledge',
  /** A state of the cooker shows the cook. */
  'see',
  /** A state of the cooker shows it idle after the request has ended. */
  'see-idle',
  /** The time of the request is used up. */
  'time-out',
  'reject',
  /** The connection could not send it. */
  'fail',
  /** A stop cancels it if it is still unsent. */
  'cancel',
  /** The cooker was seen stopped. */
  'stop',
] as const;
export type StartEvent = (typeof START_EVENTS)[number];

type Transitions = Readonly<Partial<Record<StartEvent, StartState>>>;

/** The end of a command that was sent, whatever is known so far. */
const SENT: Transitions = { see: 'verified', reject: 'rejected', fail: 'not-sent', stop: 'stopped' };
/** A command may still turn out to have worked or not after its request has ended. */
const UNSEEN: Transitions = { see: 'verified', 'see-idle': 'not-started', stop: 'stopped' };
/** A cook that appears after all is ours: the command may take effect late. */
const LATE: Transitions = { see: 'verified' };

/** All transitions of a start command. An event that is not listed for a state changes nothing. */
export const START_TRANSITIONS: Readonly<Record<StartState, Transitions>> = {
  intended: {
    ...SENT,
    send: 'sent',
    'time-out': 'unknown',
    cancel: 'cancelled',
    stop: 'cancelled',
  },
  sent: { ...SENT, acknowledge: 'acknowledged', 'time-out': 'unknown' },
  acknowledged: { ...SENT, 'time-out': 'accepted' },
  accepted: UNSEEN,
  unknown: UNSEEN,
  stopped: LATE,
  'not-started': LATE,
  verified: {},
  rejected: {},
  'not-sent': {},
  cancelled: {},
};

/** The next state; the same state when the event does not apply to it. */
export const nextState = (state: StartState, event: StartEvent): StartState =>
  START_TRANSITIONS[state][event] ?? state;

/** Whether a command may still turn out to have started a cook. */
export const isOpen = (state: StartState): boolean =>
  isUnderWay(state) || state === 'accepted' || state === 'unknown';

/** Whether the request that created a command still waits for it. */
export const isUnderWay = (state: StartState): boolean =>
  state === 'intended' || state === 'sent' || state === 'acknowledged';
