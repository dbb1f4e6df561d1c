import type { ChannelsFound } from './channel-settings.js';
import { channelsOfFile } from './channels-file.js';
import { channelsOfEnvironment, type AlertEnvironment } from './environment-channels.js';

/** All channels that the settings set up: those of the environment first, then those of `alerts.json`. */
export function channelsFound(environment: AlertEnvironment): ChannelsFound {
  const own = channelsOfEnvironment(environment);
  const named = channelsOfFile(environment.configDir, {
    smtpUrl: environment.alertSmtpUrl,
    hasBroker: environment.mqttUrl !== undefined,
  });
  const channels = [...own.channels, ...named.channels];
  const hasMail = channels.some(({ kind }) => kind === 'email');
  const unused =
    environment.alertSmtpUrl !== undefined && !hasMail
      ? ['ALERT_SMTP_URL is set, and who gets the e-mail is not: set ALERT_EMAIL_TO too.']
      : [];
  return { channels, problems: [...own.problems, ...unused, ...named.problems] };
}
