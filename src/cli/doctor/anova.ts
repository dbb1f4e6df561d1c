import { nameInSentence } from '../../shared/printable.js';
import type { Places } from '../places.js';
import type { Check } from './check.js';
import {
  AGAIN,
  LOG,
  NETWORK_FIRST,
  notChecked,
  ok,
  RESTART,
  unsure,
  wrong,
  type Finding,
} from './finding.js';
import type { ProbeResults } from './probe-results.js';
import { credentialsFile } from './installation.js';
import { devicesIn, indicator, type ServerSeen } from './local-server.js';
import { hasNoNetwork } from './outside.js';
import { hasReplied, type Facts } from './reply.js';
import { plainText, untold } from './server.js';

const LATER = `wait a minute, then run ${AGAIN}`;
const NEW_TOKEN = 'make a new one in the Anova Oven app (More → Developer → Personal Access Tokens)';
const NOT_CONNECTED = "there is no connection to Anova's cloud";
const RESOLVE = 'resolvectl query devices.anovaculinary.io';

/** Whether anything outside this machine can be reached, and Anova's cloud in particular. */
export const network: Check = (_io, { outside, server }) => {
  const check = 'network';
  const { cloud, publicUrl } = outside;
  if (isUp(indicator(server, 'cloud')) || hasReplied(cloud))
    return [ok(check, "Anova's cloud can be reached")];
  if (hasNoNetwork(outside)) {
    const nothing =
      publicUrl === undefined ? "Anova's cloud cannot" : "neither Anova's cloud nor your own address can";
    const told = `there is no network: ${nothing} be reached (${cloud.code})`;
    return [
      wrong(
        check,
        told,
        `ip route must show a default route, and ${RESOLVE} an address; sudo nmtui joins a Wi-Fi network`,
      ),
    ];
  }
  if (cloud.failure === 'certificate') {
    const told = `the certificate of Anova's cloud is rejected (${cloud.code})`;
    return [
      wrong(
        check,
        told,
        'check the clock first: timedatectl; then check whether something in your network intercepts TLS',
      ),
    ];
  }
  const told = `the network works, but Anova's cloud cannot be reached (${cloud.code})`;
  return [
    wrong(check, told, `Coddle keeps trying; if this lasts, ${RESOLVE} shows whether your router blocks it`),
  ];
};

/** Whether the server is connected to the cloud. */
export const cloud: Check = (_io, found) => {
  const check = 'cloud';
  const facts = indicator(found.server, check);
  if (facts === undefined) return [untold(check)];
  if (isUp(facts)) return [ok(check, 'it is connected')];
  if (facts['code'] === 'ANOVA_TOKEN_REJECTED')
    return [ok(check, 'it can be reached, and rejects the token')];
  if (facts['code'] !== 'CLOUD_UNAVAILABLE') return [unsure(check, plainText(facts['reason']), LATER)];
  if (!hasReplied(found.outside.cloud)) return [notChecked(check, 'the network is wrong', NETWORK_FIRST)];
  const told = 'this machine reaches it, but the server is not connected to it';
  return [wrong(check, told, `the server keeps trying to connect; if this lasts, ${LOG} shows why`)];
};

/** Whether Anova accepts the token. */
export const token: Check = ({ places }, { server }) => {
  const check = 'token';
  const facts = indicator(server, 'cloud');
  if (facts === undefined) return [untold(check)];
  if (facts['code'] === 'ANOVA_TOKEN_REJECTED') {
    const mend = `${NEW_TOKEN}, put it into ${credentialsFile(places)}, and run ${RESTART}`;
    return [wrong(check, 'Anova rejects the token', mend)];
  }
  if (isUp(facts)) return [ok(check, 'Anova accepts it')];
  return [notChecked(check, NOT_CONNECTED, LATER)];
};

/** Whether there is a cooker that can be started, and how old its last reading is. */
export const cooker: Check = ({ places }, found) => {
  const check = 'cooker';
  const facts = indicator(found.server, check);
  if (facts === undefined) return [untold(check)];
  if (isUp(facts)) return [ok(check, `${namesOf(found.server)} ${heard(facts)}`)];
  if (!isUp(indicator(found.server, 'cloud'))) {
    return [notChecked(check, `${NOT_CONNECTED}; it ${heard(facts)}`, LATER)];
  }
  return [absent(found, facts, places)];
};

function absent({ server, settings }: ProbeResults, facts: Facts, places: Places): Finding {
  const { deviceId } = settings.environment ?? {};
  if (deviceId !== undefined && devicesIn(server.devices).every(({ device_id }) => device_id !== deviceId)) {
    const told = 'the account has no cooker with the id in DEVICE_ID';
    return wrong(
      'cooker',
      told,
      `remove DEVICE_ID from ${places.etc}/coddle.env, or set it to the id that the app shows, then ${RESTART}`,
    );
  }
  return wrong(
    'cooker',
    `${plainText(facts['reason'])}; it ${heard(facts)}`,
    'plug it in, check its display and its Wi-Fi, and make sure that the Anova Oven app shows it in the account that the token belongs to',
  );
}

const isUp = (facts: Facts | undefined): boolean => facts?.['status'] === 'up';

function namesOf(server: ServerSeen): string {
  const names = devicesIn(server.devices).filter(({ supported }) => supported);
  return names.map(({ name }) => nameInSentence(String(name))).join(', ') || 'it';
}

/** How old the last reading is. */
export function heard(facts: Facts): string {
  const { reading_age_seconds: age } = facts;
  return typeof age === 'number' ? `was last heard from ${ago(age)} ago` : 'has never been heard from';
}

/** A span of time as a person says it. */
export function ago(seconds: number): string {
  if (seconds < 10) return tenths(Math.round(seconds * 10) / 10);
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} minutes`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} hours`;
  return `${Math.floor(seconds / 86_400)} days`;
}

const tenths = (seconds: number): string => `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
