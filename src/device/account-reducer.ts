import { type Milliseconds, milliseconds, type Celsius } from '../shared/units.js';
import type { CookerMessage, ListedCooker } from './cooker-message.js';
import type {
  CookerReading,
  CookerState,
  AccountState,
  LinkState,
  MeasuredWater,
  SuspectWater,
} from './cooker-state.js';
import { asInApp, withDistinctNames } from './visible-cookers.js';
import { advance } from './freshness.js';

/** What changes the state of the account: a message, or the connection that brings messages. */
export type AccountEvent = CookerMessage | { readonly kind: 'link'; readonly link: LinkState };

/** One moment on both clocks. */
interface Moment {
  readonly wall: Date;
  readonly monotonic: Milliseconds;
}

/** The state of the account before anything was received. */
export const UNKNOWN_ACCOUNT: AccountState = { link: 'connecting', listed: false, cookers: new Map() };

/** States closer together than this are frequent reports, in ms. */
const FREQUENT_INTERVAL = 30_000;
/** More cookers than any account has: what a cloud lists beyond them is not kept. */
export const MOST_COOKERS = 50;
const SUPPORTED = new Set(['a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'pro', 'honey-badger']);
const NONE: ReadonlySet<string> = new Set();
const NAMELESS = 'Precision Cooker';

/**
 * The only writer of the state of the account: its connection and its cookers.
 * @param chosen ids of cookers that are never left out for want of space; nor are those that run
 */
export function reduce(
  state: AccountState,
  news: AccountEvent,
  at: Moment,
  chosen: ReadonlySet<string> = NONE,
): AccountState {
  switch (news.kind) {
    case 'link':
      return linked(state, news.link);
    case 'devices':
      return { ...state, listed: true, cookers: listed(state, news.devices, chosen) };
    case 'device-added':
      return added(state, news.device, chosen);
    case 'device-removed':
      return without(state, news.cookerId);
    case 'state':
      return withNews(state, news, (cooker) => withObservation(cooker, news.reading, at));
    case 'unreadable-state':
      return withNews(state, news, (cooker) => ({ ...cooker, supported: false }));
    case 'response':
    case 'error':
    case 'ignored':
    case 'unknown':
      return state;
  }
}

function linked(state: AccountState, link: LinkState): AccountState {
  if (link === 'connected') return { ...state, link };
  const silenced = [...state.cookers].map(([id, cooker]) => [id, { ...cooker, frequentReports: 0 }] as const);
  return { ...state, link, cookers: new Map(silenced) };
}

function listed(
  { cookers }: AccountState,
  devices: readonly ListedCooker[],
  chosen: ReadonlySet<string>,
): ReadonlyMap<string, CookerState> {
  const kept = devices.length <= MOST_COOKERS ? undefined : mostImportant(cookers, devices, chosen);
  const members = devices.filter(({ id }) => kept?.has(id) ?? true);
  return withDistinctNames(
    new Map(members.map((device) => [device.id, enlist(cookers.get(device.id), device)])),
  );
}

/** Those chosen and running first, then those known, then the first of the others. */
function mostImportant(
  known: AccountState['cookers'],
  devices: readonly ListedCooker[],
  chosen: ReadonlySet<string>,
): ReadonlySet<string> {
  const rank = (id: string) => (isProtected(id, known.get(id), chosen) ? 0 : known.has(id) ? 1 : 2);
  const ranked = devices.map(({ id }) => id).toSorted((one, other) => rank(one) - rank(other));
  return new Set(ranked.slice(0, MOST_COOKERS));
}

const isProtected = (id: string, cooker: CookerState | undefined, chosen: ReadonlySet<string>): boolean =>
  chosen.has(id) || cooker?.latest?.reading.running === true;

/** With no space left only a chosen cooker comes in, in place of one that is neither chosen nor running. */
function added(state: AccountState, device: ListedCooker, chosen: ReadonlySet<string>): AccountState {
  const known = state.cookers.get(device.id);
  if (known !== undefined || state.cookers.size < MOST_COOKERS)
    return withListed(state, enlist(known, device));
  const spare = [...state.cookers].findLast(([id, cooker]) => !isProtected(id, cooker, chosen));
  if (!chosen.has(device.id) || spare === undefined) return state;
  return withListed(without(state, spare[0]), enlist(known, device));
}

function enlist(known: CookerState | undefined, { id, type, name }: ListedCooker): CookerState {
  const wasUnreadable = known !== undefined && SUPPORTED.has(known.type) && !known.supported;
  const before = known && asInApp(known);
  return {
    ...(before ?? { frequentReports: 0 }),
    id,
    type,
    name: name ?? before?.name ?? NAMELESS,
    supported: SUPPORTED.has(type) && !wasUnreadable,
  };
}

const withCooker = (state: AccountState, cooker: CookerState): AccountState => ({
  ...state,
  cookers: new Map(state.cookers).set(cooker.id, cooker),
});

/** Also gives every cooker a name of its own. */
const withListed = (state: AccountState, cooker: CookerState): AccountState => ({
  ...state,
  cookers: withDistinctNames(new Map(state.cookers).set(cooker.id, cooker)),
});

function without(state: AccountState, cookerId: string): AccountState {
  const cookers = new Map(state.cookers);
  return cookers.delete(cookerId) ? { ...state, cookers: withDistinctNames(cookers) } : state;
}

/** Changes the cooker that a message is about. Once a list came, a cooker that is not on it is none of ours. */
function withNews(
  state: AccountState,
  { cookerId: id, type = '' }: { readonly cookerId: string; readonly type?: string | undefined },
  change: (cooker: CookerState) => CookerState,
): AccountState {
  const known = state.cookers.get(id);
  if (known) return withCooker(state, change(known));
  // Before the list it is unknown which cookers belong to the account.
  if (state.listed || state.cookers.size >= MOST_COOKERS) return state;
  return withListed(state, change(enlist(undefined, { id, type })));
}

function withObservation(cooker: CookerState, pushed: CookerReading, at: Moment): CookerState {
  const seen = seenAt(cooker, pushed, at);
  const track = withWater(cooker, pushed.water, seen);
  // A temperature that water cannot have is no measurement.
  const reading = track.water?.temperature === pushed.water ? pushed : { ...pushed, water: undefined };
  const latest = {
    reading,
    seenAt: seen,
    receivedAt: at.monotonic,
    sequence: (cooker.latest?.sequence ?? 0) + 1,
  };
  return {
    ...cooker,
    ...track,
    supported: SUPPORTED.has(cooker.type),
    latest,
    progress: advance(cooker.progress, latest),
    frequentReports: frequentReports(cooker, reading, at.monotonic),
  };
}

/** The first state on a connection is the cloud's memory and can be hours old; those after it are new. */
function seenAt({ frequentReports }: CookerState, { updatedAt }: CookerReading, at: Moment): Milliseconds {
  if (frequentReports > 0 || updatedAt === undefined) return at.monotonic;
  return milliseconds(at.monotonic - Math.max(0, at.wall.getTime() - updatedAt.getTime()));
}

function frequentReports(
  { frequentReports, latest }: CookerState,
  { running }: CookerReading,
  now: Milliseconds,
) {
  if (frequentReports === 0 || latest === undefined) return 1;
  // How often it reports while cooking says nothing of an idle cooker, so the count begins again.
  const goesOn = now - latest.receivedAt < FREQUENT_INTERVAL && latest.reading.running === running;
  return goesOn ? frequentReports + 1 : 1;
}

/** No thermometer in liquid water says more or less, in °C; the margin is for its error and for a pot under pressure. */
const [COLDEST, HOTTEST] = [-5, 105];
/**
 * The strongest heater of these cookers in the smallest pot: 1500 W / (4186 J/kg·K × 1 kg), in K/s. The rated power is
 * Anova's, the specific heat that of water.
 */
const FASTEST_RISE = 1500 / 4186;
/** For rounding (tenths of a degree, °F) and stirring, in K. */
const TOLERANCE = 1;
/** So many in a row that fit each other are no slip: someone has poured in hot water. */
const AGREEING = 3;

/** What is known of the water of a cooker. */
export interface WaterTrack {
  readonly water?: MeasuredWater | undefined;
  readonly suspectWater?: SuspectWater | undefined;
}

/**
 * Takes one more value of the thermometer in. A value that water cannot have, or that it cannot have reached since the
 * last one, is no reading. Only a rise is limited: ice and cold water make it fall at once, and to believe a fall is
 * the safe side, because it credits less.
 */
export function withWater(
  { water, suspectWater }: WaterTrack,
  temperature: Celsius | undefined,
  seenAt: Milliseconds,
): WaterTrack {
  if (temperature === undefined || !canBeWater(temperature)) return { water, suspectWater: undefined };
  const measured = { temperature, seenAt };
  if (water === undefined || canFollow(water, measured)) return { water: measured, suspectWater: undefined };
  const agrees = suspectWater !== undefined && canFollow(suspectWater, measured);
  const times = agrees ? suspectWater.times + 1 : 1;
  if (times >= AGREEING) return { water: measured, suspectWater: undefined };
  return { water, suspectWater: { ...measured, times } };
}

/** Whether liquid water can have this temperature; `NaN` is none. */
export const canBeWater = (temperature: number): boolean => temperature >= COLDEST && temperature <= HOTTEST;

function canFollow(before: MeasuredWater, { temperature, seenAt }: MeasuredWater): boolean {
  const seconds = Math.max(0, seenAt - before.seenAt) / 1000;
  return temperature - before.temperature <= FASTEST_RISE * seconds + TOLERANCE;
}
