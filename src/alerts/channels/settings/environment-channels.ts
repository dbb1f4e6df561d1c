import type { Environment } from '../../../config/environment.js';
import type { ChannelsFound, ChannelSettings, MqttSettings } from './channel-settings.js';

/** The settings that say where alerts are sent. */
export type AlertEnvironment = Pick<
  Environment,
  | 'alertNtfyUrl'
  | 'alertSmtpUrl'
  | 'alertEmailTo'
  | 'alertWebhookUrl'
  | 'alertWebhookSecret'
  | 'alertMqtt'
  | 'alertAllowPrivate'
  | 'mqttUrl'
  | 'configDir'
>;

/** The channels that the environment sets up, each under the name of its kind. */
export function channelsOfEnvironment(environment: AlertEnvironment): ChannelsFound {
  const found = [ntfyOf(environment), emailOf(environment), webhookOf(environment), mqttOf(environment)];
  return { channels: found.filter((one) => one !== undefined), problems: problemsOf(environment) };
}

const ntfyOf = ({ alertNtfyUrl: url }: AlertEnvironment): ChannelSettings | undefined =>
  url === undefined ? undefined : { kind: 'ntfy', name: 'ntfy', url, token: null };

const emailOf = ({ alertSmtpUrl, alertEmailTo: to }: AlertEnvironment): ChannelSettings | undefined =>
  alertSmtpUrl === undefined || to.length === 0
    ? undefined
    : { kind: 'email', name: 'email', smtpUrl: alertSmtpUrl, to, from: null };

const webhookOf = (environment: AlertEnvironment): ChannelSettings | undefined => {
  const { alertWebhookUrl: url, alertWebhookSecret: secret = null } = environment;
  return url === undefined ? undefined : { kind: 'webhook', name: 'webhook', url, secret, headers: {} };
};

function mqttOf({ alertMqtt, mqttUrl }: AlertEnvironment): ChannelSettings | undefined {
  if (alertMqtt === false) return undefined;
  const settings = mqttSettings('mqtt', alertMqtt === true ? '' : alertMqtt);
  return settings.url === null && mqttUrl === undefined ? undefined : settings;
}

/** @param target nothing, a topic, or the address of a broker with or without a topic */
export function mqttSettings(name: string, target: string): MqttSettings {
  if (!target.includes('://')) return { kind: 'mqtt', name, url: null, topic: target === '' ? null : target };
  const url = new URL(target);
  const topic = decodeURIComponent(url.pathname.slice(1));
  url.pathname = '';
  return { kind: 'mqtt', name, url: url.href, topic: topic === '' ? null : topic };
}

function problemsOf(environment: AlertEnvironment): readonly string[] {
  const { alertSmtpUrl, alertEmailTo, alertWebhookUrl, alertWebhookSecret, alertMqtt, mqttUrl } = environment;
  const needsBroker = alertMqtt === true || (typeof alertMqtt === 'string' && !alertMqtt.includes('://'));
  return [
    ...(alertEmailTo.length > 0 && alertSmtpUrl === undefined
      ? ['ALERT_EMAIL_TO is set, and no mail server: set ALERT_SMTP_URL too.']
      : []),
    ...(alertWebhookSecret !== undefined && alertWebhookUrl === undefined
      ? ['ALERT_WEBHOOK_SECRET is set, and nothing to sign: set ALERT_WEBHOOK_URL too.']
      : []),
    ...(needsBroker && mqttUrl === undefined
      ? ['ALERT_MQTT is set, and no broker: set MQTT_URL too, or give ALERT_MQTT the address of a broker.']
      : []),
  ];
}
