import { CARE, FAULTS } from '../../cooking/status/wording.js';
import { called } from '../../device/visible-cookers.js';
import type { CookerFault } from '../../device/cooker-state.js';
import { nameAtHead, nameInSentence } from '../../shared/printable.js';
import { degrees } from '../../shared/units.js';
import { changing, lasting, within } from './fact-words.js';
import type { KnownCooker } from './known-cooker.js';

/** The sentences about a cooker and its cook, which can be read aloud. */
const it = ({ cooker }: KnownCooker): string => called(cooker);
const head = ({ cooker }: KnownCooker): string => nameAtHead(cooker.name);
const food = ({ cook }: KnownCooker): string => {
  const name = cook?.approved?.plan.food?.trim();
  return name ? nameInSentence(name) : 'the food';
};

export const water = (known: KnownCooker, value: number): string =>
  `The water of ${it(known)} is ${degrees(value)}.`;

export const waterRate = (known: KnownCooker, rate: number): string =>
  `The water of ${it(known)} ${changing(rate)}.`;

export const core = (known: KnownCooker, value: number): string =>
  `The core of ${food(known)} on ${it(known)} is ${degrees(value)}, by calculation.`;

export const age = (known: KnownCooker, seconds: number): string =>
  `${head(known)} last reported ${lasting(seconds)} ago.`;

export const timeToTarget = (known: KnownCooker, minutes: number): string =>
  minutes === 0
    ? targetReached(known)
    : `The water of ${it(known)} reaches ${setting(known)} in about ${within(minutes)}.`;

export const timeLeft = (known: KnownCooker, minutes: number): string =>
  minutes === 0
    ? `The timer of ${it(known)} has ended.`
    : `The timer of ${it(known)} has ${within(minutes)} left.`;

export const targetReached = (known: KnownCooker): string =>
  `The water of ${it(known)} has reached ${setting(known)}.`;

/** @param pasteurized null where heat is not needed to make the food safe, or that is not known */
export function done(known: KnownCooker, pasteurized: boolean | null): string {
  const end = `The timer of ${it(known)} has ended; it goes on holding the temperature until stopped.`;
  if (pasteurized === null || known.cook?.approved === undefined) return end;
  return `${end} ${pasteurized ? 'The food is pasteurised.' : 'The food is not pasteurised yet.'}`;
}

export const pasteurized = (known: KnownCooker): string =>
  `${nameAtHead(food(known))} on ${it(known)} is pasteurised.`;

export const lowWater = (known: KnownCooker): string => about(known, CARE['low-water']);

export const fault = (known: KnownCooker, which: CookerFault | undefined): string =>
  `${head(known)} reports a fault: ${which === undefined ? 'it does not say which.' : FAULTS[which]}`;

/** A sentence of the safety engine, with the cooker that it is about. */
export const about = (known: KnownCooker, sentence: string): string => `${head(known)}: ${sentence}`;

export const unmeasured = (known: KnownCooker, minutes: number): string =>
  `${head(known)} has not measured its water for ${minutes} minutes while ${food(known)} cooks. ${LOOK}`;

export function offline(known: KnownCooker): string {
  const { age, cooker } = known;
  const since = age === undefined ? 'since this server started' : `for ${lasting(age)}`;
  return `Nothing was heard of ${called(cooker)} ${since} while ${food(known)} cooks: ${why(known)} ${LOOK}`;
}

const LOOK = 'Look at the cooker: check that it is running and that the water is hot.';

function why({ sources: { account }, cooker }: KnownCooker): string {
  if (account.link === 'token-rejected') return "Anova's cloud refuses the access token.";
  if (account.link !== 'connected') return "Anova's cloud cannot be reached.";
  if (cooker.latest?.reading.online === false) return "Anova's cloud says that it is offline.";
  return 'it sends nothing.';
}

const setting = ({ cooker }: KnownCooker): string => {
  const target = cooker.latest?.reading.target;
  return target === undefined ? 'its temperature' : degrees(target);
};
