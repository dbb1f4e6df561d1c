import type { Environment } from '../../config/environment.js';
import { OFF } from '../../config/settings.js';

/** Whether Home Assistant is served: wherever a broker is set, unless its discovery is off. */
export const servesHomeAssistant = ({
  mqttUrl,
  haDiscoveryPrefix,
}: Pick<Environment, 'mqttUrl' | 'haDiscoveryPrefix'>): boolean =>
  mqttUrl !== undefined && haDiscoveryPrefix !== OFF;
