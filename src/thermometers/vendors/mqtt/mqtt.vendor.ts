import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { loadLater } from '../../../shared/load-later.js';
import type { ThermometerSource } from '../../thermometer-source.js';
import type { VendorParts } from '../vendor.js';
import { brokerAddress } from './connection/broker-address.js';
import { readMapping } from './mapping-file.js';
import { MqttSource } from './mqtt-source.js';
import { UnusableMappingSource } from './unusable-mapping-source.js';

/** Makes the source of an MQTT broker. */
export function sourceOf({ environment, clock, sink }: VendorParts): ThermometerSource {
  const logger = new Logger('MQTT');
  const mapping = readMapping(environment.configDir);
  const warn = (text: string) => logger.warn(text);
  if (mapping.faults.length > 0) return new UnusableMappingSource(mapping.faults, sink, warn);
  return new MqttSource({
    address: brokerAddress(environment.mqttUrl ?? ''),
    mapping,
    clientId: mapping.clientId ?? `coddle-${randomBytes(4).toString('hex')}`,
    sink,
    clock,
    chance: Math.random,
    loadClient: async () => (await loadLater(() => import('./library.js'))).MqttClient,
    warn,
  });
}
