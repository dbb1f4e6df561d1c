import { nameAtHead, nameInSentence } from '../../shared/printable.js';
import type { ProbeSession } from '../../thermometers/sessions/probe-session.js';
import { degrees } from '../../shared/units.js';
import { asOf, changing, lasting, within } from './fact-words.js';
import type { WatchedProbe } from './watched-probe.js';

/** The sentences about a probe and the food that it is in, which can be read aloud. */
const name = ({ probe }: WatchedProbe): string => nameInSentence(probe.facts.name);
const it = (known: WatchedProbe): string => `The probe ${name(known)}`;
const food = ({ food: named }: Pick<ProbeSession, 'food'>): string =>
  nameInSentence(named.trim() || 'the food');

export const reading = (known: WatchedProbe, value: number): string =>
  `${it(known)} reads ${degrees(value)}${asOf(known.age ?? 0)}.`;

export const rate = (known: WatchedProbe, value: number): string =>
  `The temperature of the probe ${name(known)} ${changing(value)}.`;

export const age = (known: WatchedProbe, seconds: number): string =>
  `${it(known)} has sent no reading for ${lasting(seconds)}.`;

/** @param inFood the food that it is in */
export function lost(known: WatchedProbe, inFood: string): string {
  const { age: seconds } = known;
  const what = seconds === null ? 'gives no reading' : `has given no reading for ${lasting(seconds)}`;
  return `${it(known)} in ${food({ food: inFood })} ${what}. Check that it is plugged in, switched on and in range.`;
}

export const dead = (known: WatchedProbe): string =>
  `${it(known)} does not work, so its readings do not count: use another one.`;

/** @param seconds its age */
export const core = (session: ProbeSession, value: number, seconds: number): string =>
  `The core of ${food(session)} is ${degrees(value)}${asOf(seconds)}.`;

export const timeToTarget = (session: ProbeSession, minutes: number): string =>
  minutes === 0
    ? targetReached(session)
    : `The core of ${food(session)} reaches ${degrees(session.target ?? NaN)} in about ${within(minutes)}.`;

export const targetReached = (session: ProbeSession): string =>
  `The core of ${food(session)} has reached ${degrees(session.target ?? NaN)}.`;

export const pasteurized = (session: ProbeSession): string =>
  `${nameAtHead(food(session))} is pasteurised, by its measured core.`;

/** A sentence of the safety engine, with the food that it is about. */
export const about = (session: ProbeSession, sentence: string): string =>
  `${nameAtHead(food(session))}: ${sentence}`;
