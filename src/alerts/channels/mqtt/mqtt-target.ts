import {
  brokerAddress,
  type BrokerAddress,
} from '../../../thermometers/vendors/mqtt/connection/broker-address.js';
import type { MqttSettings } from '../settings/channel-settings.js';

/** Where messages are published. */
export interface MqttTarget {
  readonly address: BrokerAddress;
  readonly topic: string;
}

/** The topic where the settings name none, below the prefix of this server. */
const USUAL_TOPIC = 'alerts';

/**
 * Where the messages of a channel are published.
 * @param mqttUrl the broker of this server, where the channel has none of its own
 * @param prefix what the topics of this server begin with
 * @returns undefined where no setting names a broker
 */
export function mqttTarget(
  { url, topic }: Pick<MqttSettings, 'url' | 'topic'>,
  mqttUrl: string | undefined,
  prefix: string,
): MqttTarget | undefined {
  const broker = url ?? mqttUrl;
  return broker === undefined
    ? undefined
    : { address: brokerAddress(broker), topic: topic ?? `${prefix}/${USUAL_TOPIC}` };
}
