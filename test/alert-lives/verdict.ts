import type { AlertStore } from '../../src/alerts/alert-store.js';
import type { Alert, Notice } from '../../src/alerts/lifecycle/alert.js';
import type { Delivery } from '../../src/alerts/outbox/delivery.js';
import type { AlertRule } from '../../src/alerts/rules/alert-rule.js';
import { quietUntil } from '../../src/alerts/rules/quiet-hours.js';
import type { Life } from './life.js';
import type { SimulatedChannel } from './simulated-channel.js';

/** What came of some lives on channels of one kind. */
export interface ChannelFigures {
  /** Messages that a person got; a second one too. */
  readonly shown: number;
  /** Those that came once more because a crash fell between sending and noting it, and because no response came. */
  readonly doublesByCrash: number;
  readonly doublesBySilence: number;
  /** Doubles of which the server does not say that they may be. */
  readonly unannounced: number;
  /** Deliveries of which the server says that they may have come twice. */
  readonly maybeTwice: number;
}

/** What came of some lives. */
export interface Figures {
  readonly lives: number;
  readonly crashes: number;
  readonly crashesWhileSending: number;
  readonly jumps: number;
  /** Alerts that fired. */
  readonly fired: number;
  /** Messages to people: that an alert fires, that it was escalated, that it is over. */
  readonly messages: number;
  /** Messages that a channel has confirmed and no person got: the server cannot know of them. */
  readonly lostByChannels: number;
  /** Messages that were given up after a day, or at once where no repeat could help: the log shows them. */
  readonly dead: number;
  /** Messages that people made pointless before they arrived. */
  readonly cancelled: number;
  readonly withKey: ChannelFigures;
  readonly withoutKey: ChannelFigures;
  /** What must not be: a sentence for each. */
  readonly lost: readonly string[];
  readonly wrong: readonly string[];
}

type Judged = Omit<Figures, 'crashes' | 'crashesWhileSending' | 'jumps'>;

const DAY = 24 * 3_600_000;
const ALL = 1_000_000;

/** Compares what people got with what they must have got. */
export async function judge(
  lives: readonly Life[],
  channels: readonly SimulatedChannel[],
  store: AlertStore,
): Promise<Judged> {
  const alerts = await store.list({ openOnly: false, limit: ALL });
  const deliveries = await store.deliveries(ALL);
  const fired = alerts.filter(({ firedAt }) => firedAt !== null);
  const ofOne = lives.map((life) => ({ life, own: fired.filter(({ thing }) => thing.id === life.thingId) }));
  const fates = messagesOf(fired, deliveries).map((message) => fateOf(message, channels));
  const count = (fate: Fate['fate']) => fates.filter((one) => one.fate === fate).length;
  const told = ofOne.flatMap(({ life, own }) => missingOf(life, own, deliveries));
  return {
    lives: lives.length,
    fired: fired.length,
    messages: fates.length,
    lostByChannels: channels.reduce((sum, { lost }) => sum + lost.size, 0),
    dead: count('dead'),
    cancelled: count('cancelled'),
    withKey: figuresOf(
      channels.filter(({ dropsRepeats }) => dropsRepeats),
      deliveries,
    ),
    withoutKey: figuresOf(
      channels.filter(({ dropsRepeats }) => !dropsRepeats),
      deliveries,
    ),
    lost: [...told, ...fates.flatMap(({ fate, why }) => (fate === 'lost' ? [why] : []))],
    wrong: [
      ...ofOne.flatMap(({ life, own }) =>
        own.length > 1 ? [`${own.length} alerts about ${life.thingId}`] : [],
      ),
      ...deliveries.flatMap((delivery) => falseClaimOf(delivery, channels)),
      ...saidTwice(deliveries),
      ...channels.flatMap((channel) => unannouncedOf(channel, deliveries)),
    ],
  };
}

/** What should be there and is not: an alert, its message, or the message of its end. */
function missingOf(life: Life, own: readonly Alert[], deliveries: readonly Delivery[]): string[] {
  const { rule, thingId } = life;
  if (own.length === 0) return life.mustFire ? [`${rule.id} never fired about ${thingId}`] : [];
  return own.flatMap((alert) => {
    const about = deliveries.filter((one) => isAbout(one, alert.id));
    const isSaid = (notice: Notice) => about.some(({ message }) => message.notice === notice);
    const missing = [
      ...(isSaid('firing') || wasOverAtNight(alert, rule) ? [] : ['that it fires']),
      ...(alert.state === 'resolved' ? [] : ['its end']),
      ...(!rule.sendsResolved || isSaid('resolved') || wasNeverSaid(about) ? [] : ['that it is over']),
    ];
    if (missing.length === 0) return [];
    return [
      `of ${rule.id} about ${thingId} ${missing.join(' and ')}: ${describe(alert)} ${about.map(briefly).join(', ')}`,
    ];
  });
}

/** Whether an alert was over before quiet hours let a message out: it was left out of a message about several. */
const wasOverAtNight = ({ firedAt, resolvedAt }: Alert, { quietHours }: AlertRule): boolean =>
  firedAt !== null && resolvedAt !== null && quietUntil(quietHours, firedAt) > resolvedAt;

const describe = ({ state, resolvedBy, firedAt, acknowledgedAt, resolvedAt }: Alert): string =>
  JSON.stringify({ state, resolvedBy, firedAt, acknowledgedAt, resolvedAt });

const briefly = ({ message, channel, state, attempts }: Delivery): string =>
  `${message.notice} by ${channel} ${state} after ${attempts.length}, the last ${JSON.stringify(attempts.slice(-3))}`;

/** Whether an alert was over before anybody heard of it. */
const wasNeverSaid = (about: readonly Delivery[]): boolean =>
  about.every(({ message, state }) => message.notice !== 'firing' || state === 'cancelled');

/** One message with its deliveries, by all channels. */
interface Message {
  readonly key: string;
  readonly alerts: readonly Alert[];
  readonly deliveries: readonly Delivery[];
}

interface Fate {
  readonly fate: 'arrived' | 'cancelled' | 'dead' | 'lost';
  readonly why: string;
}

function messagesOf(alerts: readonly Alert[], deliveries: readonly Delivery[]): Message[] {
  const byKey = new Map<string, Delivery[]>();
  for (const one of deliveries) byKey.set(one.message.key, [...(byKey.get(one.message.key) ?? []), one]);
  return [...byKey].map(([key, own]) => ({
    key,
    deliveries: own,
    alerts: alerts.filter(({ id }) => own.some((one) => isAbout(one, id))),
  }));
}

function fateOf({ key, alerts, deliveries }: Message, channels: readonly SimulatedChannel[]): Fate {
  const states = deliveries.map(
    ({ channel, state, attempts }) => `${channel} ${state} after ${attempts.length}`,
  );
  const why = `${deliveries[0]!.message.notice} ${key}: ${states.join(', ')}`;
  const open = deliveries.some(({ state }) => state === 'waiting' || state === 'sending');
  if (open) return { fate: 'lost', why };
  if (channels.some(({ taken }) => taken.has(key))) return { fate: 'arrived', why };
  if (deliveries.some(({ state }) => state === 'cancelled'))
    return { fate: deliveries.every((one) => mayCancel(one, alerts)) ? 'cancelled' : 'lost', why };
  return { fate: deliveries.every(mayGiveUp) ? 'dead' : 'lost', why };
}

/** A message may be taken back while it is untried and its alert is over, or once a person has acknowledged it. */
const mayCancel = ({ state, attempts }: Delivery, alerts: readonly Alert[]): boolean =>
  state !== 'cancelled' ||
  alerts.every(
    (alert) => alert.acknowledgedAt !== null || (attempts.length === 0 && alert.state === 'resolved'),
  );

/** A message may be given up after a day, or where the other side refuses it for good. */
const mayGiveUp = ({ state, triedFor, attempts }: Delivery): boolean =>
  triedFor >= DAY || ((state === 'failed' || state === 'dead') && attempts.at(-1)?.why === 'Status 400');

function figuresOf(channels: readonly SimulatedChannel[], deliveries: readonly Delivery[]): ChannelFigures {
  const names = new Set(channels.map(({ name }) => name));
  const own = deliveries.filter(({ channel }) => names.has(channel));
  const doubles = channels.flatMap((channel) => doublesOf(channel));
  const announced = ({ channel, key }: Double) =>
    own.some((one) => one.channel === channel && one.message.key === key && one.maybeTwice);
  return {
    shown: channels.reduce((sum, { shown }) => sum + shown.length, 0),
    doublesByCrash: doubles.filter(({ isUnconfirmed }) => !isUnconfirmed).length,
    doublesBySilence: doubles.filter(({ isUnconfirmed }) => isUnconfirmed).length,
    unannounced: doubles.filter((one) => !announced(one)).length,
    maybeTwice: own.filter(({ maybeTwice }) => maybeTwice).length,
  };
}

/** A message that came once more, and what became of the one before it. */
interface Double {
  readonly channel: string;
  readonly key: string;
  readonly isUnconfirmed: boolean;
}

const doublesOf = ({ name, shown }: SimulatedChannel): Double[] =>
  shown.flatMap(({ key }, index) => {
    const before = shown.slice(0, index).findLast((one) => one.key === key);
    return before === undefined ? [] : [{ channel: name, key, isUnconfirmed: before.isUnconfirmed }];
  });

/** Doubles of which the server does not say that they may be. */
const unannouncedOf = (channel: SimulatedChannel, deliveries: readonly Delivery[]): string[] =>
  doublesOf(channel).flatMap(({ key, isUnconfirmed }) => {
    const own = deliveries.filter((one) => one.channel === channel.name && one.message.key === key);
    const isSaid = own.some(({ maybeTwice }) => maybeTwice);
    return isSaid
      ? []
      : [`double (unconfirmed ${isUnconfirmed}) not said to be possible: ${JSON.stringify(own)}`];
  });

/** Nothing is claimed that did not happen. */
const falseClaimOf = (delivery: Delivery, channels: readonly SimulatedChannel[]): string[] => {
  const channel = channels.find(({ name }) => name === delivery.channel);
  const arrived = channel?.taken.has(delivery.message.key) ?? false;
  return delivery.state === 'sent' && !arrived ? [`${delivery.id} is said to be sent, and is not`] : [];
};

/** The same of the same alert with two keys by one channel: no key could drop that. */
function saidTwice(deliveries: readonly Delivery[]): string[] {
  const said = new Map<string, string>();
  return deliveries.flatMap(({ channel, message, state, alertId, alsoAlertIds }) =>
    [alertId, ...alsoAlertIds].flatMap((id) => {
      if (state !== 'sent' || message.notice === 'escalated') return [];
      const what = `${message.notice} of ${id} by ${channel}`;
      const before = said.get(what);
      said.set(what, message.key);
      return before === undefined || before === message.key ? [] : [`${what} with two keys`];
    }),
  );
}

const isAbout = ({ alertId, alsoAlertIds }: Delivery, id: string): boolean =>
  alertId === id || alsoAlertIds.includes(id);
