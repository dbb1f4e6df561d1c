import { HttpSender, hostOf } from '../../alerts/channels/sending/http-sender.js';
import { refusalOf, systemResolve, type Resolve } from '../../alerts/channels/sending/checked-lookup.js';
import { madeChannel } from '../../alerts/channels/made-channel.js';
import type { ChannelSettings } from '../../alerts/channels/settings/channel-settings.js';
import { channelsFound } from '../../alerts/channels/settings/channels-found.js';
import { brokerAddress, shownAddress } from '../../thermometers/vendors/mqtt/connection/broker-address.js';
import { waitFor } from '../../shared/clock.js';
import type { CliContext } from '../cli-context.js';
import type { Check } from './check.js';
import { CHECK_TIMEOUT, note, ok, RESTART, wrong, type Finding } from './finding.js';

const CHECK = 'alerts';
/** Shorter ones can be guessed, in characters. */
const SHORTEST_SECRET = 16;

/** What is set up to send alerts, and what is wrong with it; nothing is sent. */
export const alertsBy =
  (resolve: Resolve): Check =>
  async (io, { settings: { environment } }) => {
    if (environment === undefined) return [];
    const { channels, problems } = channelsFound(environment);
    const mistakes = problems.map((problem) =>
      wrong(CHECK, problem.replace(/\.$/, ''), `correct it, then ${RESTART}`),
    );
    const inward = environment.alertAllowPrivate ? [] : await inwardOnes(io, channels, resolve);
    const listed = ok(CHECK, listInWords(channels, io, environment.mqttUrl));
    return [
      ...(channels.length === 0 && mistakes.length > 0 ? [] : [listed]),
      ...mistakes,
      ...inward,
      ...notes(channels),
    ];
  };

/** The same by the resolver of this machine. */
export const alerts: Check = alertsBy(systemResolve);

function listInWords(
  channels: readonly ChannelSettings[],
  { clock }: CliContext,
  mqttUrl: string | undefined,
): string {
  if (channels.length === 0)
    return 'no channel is set up, so they are shown on the page and in subscribed browsers only';
  const sender = new HttpSender({ allowPrivate: false, clock });
  const shown = channels.map((settings) => {
    const target = madeChannel(settings, { sender, clock })?.target ?? brokerOf(settings, mqttUrl);
    return `${settings.name} (${target})`;
  });
  return `${channels.length === 1 ? 'one channel is' : `${channels.length} channels are`} set up: ${shown.join(', ')}`;
}

function brokerOf(settings: ChannelSettings, mqttUrl: string | undefined): string {
  const own = settings.kind === 'mqtt' ? settings.url : null;
  const url = own ?? mqttUrl;
  return url === undefined ? 'no broker' : shownAddress(brokerAddress(url));
}

/** Channels whose address is in a private network, where nothing is sent to. */
async function inwardOnes(
  { clock }: CliContext,
  channels: readonly ChannelSettings[],
  resolve: Resolve,
): Promise<Finding[]> {
  const rule = { allowPrivate: false, exposesSecret: false };
  const found = channels.map(async (settings): Promise<Finding[]> => {
    if (settings.kind === 'email' || settings.kind === 'mqtt') return [];
    const host = hostOf(new URL(settings.url));
    const addresses = await waitFor(
      resolve(host).catch(() => []),
      CHECK_TIMEOUT,
      clock,
    );
    const refusal = refusalOf(host, addresses?.map(({ address }) => address) ?? [], rule);
    if (refusal === undefined) return [];
    const told = `${settings.name} would send to ${host}, which is in a private network, and does not`;
    return [wrong(CHECK, told, `set ALERT_ALLOW_PRIVATE=true if you mean it, then ${RESTART}`)];
  });
  return (await Promise.all(found)).flat();
}

function notes(channels: readonly ChannelSettings[]): Finding[] {
  return channels.flatMap((settings) => {
    if (settings.kind !== 'webhook') return [];
    const { name, secret } = settings;
    const setting = name === 'webhook' ? 'ALERT_WEBHOOK_SECRET' : `the secret of ${name} in alerts.json`;
    const mend = `set ${setting} to 32 random characters, then ${RESTART}`;
    if (secret === null) return [note(CHECK, `what ${name} sends is not signed`, mend)];
    return secret.length < SHORTEST_SECRET ? [note(CHECK, `the secret of ${name} is short`, mend)] : [];
  });
}
