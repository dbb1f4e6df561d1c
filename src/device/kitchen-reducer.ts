import type { Milliseconds } from '../shared/units.js';
import { milliseconds } from '../shared/units.js';
import type { CookerMessage, ListedCooker } from './cooker-message.js';
import type { CookerReading, CookerState, KitchenState, LinkState } from './cooker-state.js';
import { withWater } from './plausible-water.js';
import { advance } from './timer-progress.js';

/** What changes what is known: a message, or the line that brings messages. */
export type KitchenNews = CookerMessage | { readonly kind: 'link'; readonly link: LinkState };

/** One moment on both clocks. */
export interface Moment {
  readonly wall: Date;
  readonly monotonic: Milliseconds;
}

/** What is known before anything was heard. */
export const UNKNOWN_KITCHEN: KitchenState = { link: 'connecting', listed: false, cookers: new Map() };

/** States closer together than this make a cooker talkative, in ms. */
const QUICK = 30_000;
// Before the list nothing tells whose states are ours, and no account has as many cookers.
const MOST_UNLISTED = 50;
const SUPPORTED = new Set(['a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'pro']);
const NAMELESS = 'Precision Cooker';

/** The only writer of what is known about the cloud and its cookers. */
export function reduce(state: KitchenState, news: KitchenNews, at: Moment): KitchenState {
  switch (news.kind) {
    case 'link':
      return linked(state, news.link);
    case 'devices':
      return { ...state, listed: true, cookers: listed(state, news.devices) };
    case 'device-added':
      return withCooker(state, enlist(state.cookers.get(news.device.id), news.device));
    case 'device-removed':
      return without(state, news.cookerId);
    case 'state':
      return withNews(state, news, (cooker) => sighted(cooker, news.reading, at));
    case 'unreadable-state':
      return withNews(state, news, (cooker) => ({ ...cooker, supported: false }));
    case 'answer':
    case 'error':
    case 'ignored':
    case 'unknown':
      return state;
  }
}

function linked(state: KitchenState, link: LinkState): KitchenState {
  if (link === 'connected') return { ...state, link };
  const silenced = [...state.cookers].map(([id, cooker]) => [id, { ...cooker, quickStates: 0 }] as const);
  return { ...state, link, cookers: new Map(silenced) };
}

const listed = ({ cookers }: KitchenState, devices: readonly ListedCooker[]) =>
  new Map(devices.map((device) => [device.id, enlist(cookers.get(device.id), device)]));

function enlist(known: CookerState | undefined, { id, type, name }: ListedCooker): CookerState {
  const wasUnreadable = known !== undefined && SUPPORTED.has(known.type) && !known.supported;
  return {
    ...(known ?? { quickStates: 0 }),
    id,
    type,
    name: name ?? known?.name ?? NAMELESS,
    supported: SUPPORTED.has(type) && !wasUnreadable,
  };
}

const withCooker = (state: KitchenState, cooker: CookerState): KitchenState => ({
  ...state,
  cookers: new Map(state.cookers).set(cooker.id, cooker),
});

function without(state: KitchenState, cookerId: string): KitchenState {
  const cookers = new Map(state.cookers);
  return cookers.delete(cookerId) ? { ...state, cookers } : state;
}

/** Changes the cooker that a message is about. Once a list came, a cooker that is not on it is none of ours. */
function withNews(
  state: KitchenState,
  { cookerId: id, type = '' }: { readonly cookerId: string; readonly type?: string | undefined },
  change: (cooker: CookerState) => CookerState,
): KitchenState {
  const known = state.cookers.get(id);
  if (known) return withCooker(state, change(known));
  if (state.listed || state.cookers.size >= MOST_UNLISTED) return state;
  return withCooker(state, change(enlist(undefined, { id, type })));
}

function sighted(cooker: CookerState, told: CookerReading, at: Moment): CookerState {
  const seen = seenAt(cooker, told, at);
  const track = withWater(cooker, told.water, seen);
  // What the water cannot be was not measured, for whoever reads it.
  const reading = track.water?.temperature === told.water ? told : { ...told, water: undefined };
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
    quickStates: quickStates(cooker, reading, at.monotonic),
  };
}

/** The first state on a line is the cloud's memory and can be hours old; those after it are news. */
function seenAt({ quickStates }: CookerState, { updatedAt }: CookerReading, at: Moment): Milliseconds {
  if (quickStates > 0 || updatedAt === undefined) return at.monotonic;
  return milliseconds(at.monotonic - Math.max(0, at.wall.getTime() - updatedAt.getTime()));
}

function quickStates({ quickStates, latest }: CookerState, { running }: CookerReading, now: Milliseconds) {
  if (quickStates === 0 || latest === undefined) return 1;
  // How often it speaks while cooking says nothing about an idle cooker, so the count begins again.
  const goesOn = now - latest.receivedAt < QUICK && latest.reading.running === running;
  return goesOn ? quickStates + 1 : 1;
}
