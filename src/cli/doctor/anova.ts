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
      wrong(check, told, `ip route must name a default and ${RESOLVE} an address; sudo nmtui joins a Wi-Fi`),
    ];
  }
  if (cloud.failure === 'certificate') {
    const told = `the certificate of Anova's cloud is refused (${cloud.code})`;
    return [
      wrong(check, told, 'look at the clock first: timedatectl; then at who filters TLS in your network'),
    ];
  }
  const told = `the network is there, and Anova's cloud cannot be reached (${cloud.code})`;
  return [
    wrong(check, told, `Coddle goes on trying; if it lasts, ${RESOLVE} tells whether your router filters it`),
  ];
};

/** Whether the server's line to the cloud stands. */
export const cloud: Check = (_io, found) => {
  const check = 'cloud';
  const facts = indicator(found.server, check);
  if (facts === undefined) return [untold(check)];
  if (isUp(facts)) return [ok(check, 'it is connected')];
  if (facts['code'] === 'ANOVA_TOKEN_REJECTED') return [ok(check, 'it answers, and refuses the token')];
  if (facts['code'] !== 'CLOUD_UNAVAILABLE') return [unsure(check, plainText(facts['reason']), LATER)];
  if (!hasReplied(found.outside.cloud)) return [notChecked(check, 'the network is wrong', NETWORK_FIRST)];
  const told = 'this machine reaches it, but the server is not connected to it';
  return [wrong(check, told, `the server goes on trying to connect; if it lasts, ${LOG} tells why`)];
};

/** Whether Anova takes the token. */
export const token: Check = ({ places }, { server }) => {
  const check = 'token';
  const facts = indicator(server, 'cloud');
  if (facts === undefined) return [untold(check)];
  if (facts['code'] === 'ANOVA_TOKEN_REJECTED') {
    const mend = `${NEW_TOKEN}, put it into ${credentialsFile(places)}, and run ${RESTART}`;
    return [wrong(check, 'Anova refuses the token', mend)];
  }
  if (isUp(facts)) return [ok(check, 'Anova takes it')];
  return [unsure(check, 'only the cloud could tell, and there is no connection to it', LATER)];
};

/** Whether there is a cooker that can be started, and how old its last word is. */
export const cooker: Check = ({ places }, found) => {
  const check = 'cooker';
  const facts = indicator(found.server, check);
  if (facts === undefined) return [untold(check)];
  if (isUp(facts)) return [ok(check, `${namesOf(found.server)} ${heard(facts)}`)];
  if (!isUp(indicator(found.server, 'cloud'))) {
    return [unsure(check, `it cannot be seen without the cloud; it ${heard(facts)}`, LATER)];
  }
  return [absent(found, facts, places)];
};

function absent({ server, settings }: ProbeResults, facts: Facts, places: Places): Finding {
  const { deviceId } = settings.environment ?? {};
  if (deviceId !== undefined && devicesIn(server.devices).every(({ device_id }) => device_id !== deviceId)) {
    const told = 'the account has no cooker of the id in DEVICE_ID';
    return wrong(
      'cooker',
      told,
      `take DEVICE_ID out of ${places.etc}/coddle.env, or put in the one that the app shows, then ${RESTART}`,
    );
  }
  return wrong(
    'cooker',
    `${plainText(facts['reason'])}; it ${heard(facts)}`,
    'plug it in, look at its display and its Wi-Fi, and see that the Anova Oven app shows it under the account of the token',
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
  return typeof age === 'number' ? `was last heard from ${ago(age)} ago` : 'was never heard from';
}

/** A span of time as a person says it. */
export function ago(seconds: number): string {
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} seconds`;
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} minutes`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} hours`;
  return `${Math.floor(seconds / 86_400)} days`;
}
